"""The folder ``sop/`` -> texts with the place of every value, or what is wrong with them in Thai."""
