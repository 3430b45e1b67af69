"""What this desktop is, and the one instance per login session."""
