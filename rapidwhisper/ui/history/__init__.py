"""The history as a window: found, heard, used again, thrown away."""
