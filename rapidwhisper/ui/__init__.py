"""Widgets that show state and emit wishes; messages for people."""
