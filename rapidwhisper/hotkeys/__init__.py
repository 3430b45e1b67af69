"""Global keys, one file per way."""
