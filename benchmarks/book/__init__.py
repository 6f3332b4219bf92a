"""How fast books are printed, beside WeasyPrint and Chromium printing the same words and drawings."""
