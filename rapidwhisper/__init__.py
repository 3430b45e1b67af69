"""RapidWhisper: press a key, speak, press again, and the words stand where the cursor is."""

__version__ = "0.1.0"
