"""Text into the active window, one file per way, with proof of arrival."""
