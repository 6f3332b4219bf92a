"""Outputs -> the folders that people read: only what changed is written, and a site is swapped in whole."""
