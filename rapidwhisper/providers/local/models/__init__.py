"""Models for this computer: which there are, how they come here, and where they lie."""
