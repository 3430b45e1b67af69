"""Long sound files into text: read in a stream, cut at pauses, asked for piece by piece."""
