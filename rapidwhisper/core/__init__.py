"""What happens: values, the state machine, the ports, the rules for text and segments."""
