"""Thai as the offices write it: digits, dates, words and where they may break. Knows nothing of the manual."""
