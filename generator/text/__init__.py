"""Papers as lines of plain text, for a terminal or a file."""
