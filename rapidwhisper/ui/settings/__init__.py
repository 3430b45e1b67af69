"""The settings as a dialog.

The table in `core/settings.py` says which there are, in which order and with which words; a page has a file
of its own only where it is more than its fields.
"""
