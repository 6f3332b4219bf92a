"""Charts laid out by this program and by elkjs, side by side."""
