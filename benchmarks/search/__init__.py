"""How well and how fast the search finds: ``python3 -m benchmarks.search``."""
