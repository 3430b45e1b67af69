"""Looks at everything that a dictation needs, and says how each part stands and what to do about it."""
