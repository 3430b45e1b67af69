"""`.env`, folders and the log."""
