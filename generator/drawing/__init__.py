"""Drawings as values, and their emitters: :mod:`~generator.drawing.svg` for the web, :mod:`~generator.drawing.typst` for the book,
:mod:`~generator.drawing.drawingml` for Word."""
