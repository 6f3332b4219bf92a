"""Thai as the offices write it: digits, dates, times, words, order. Knows nothing of the manual."""
