"""Texts -> the frozen Manual, or every problem in Thai."""
