"""What was said: one row per dictation, and what became of it."""
