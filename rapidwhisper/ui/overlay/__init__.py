"""The small window that accompanies a dictation and never takes the focus."""
