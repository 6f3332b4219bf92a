"""How fast the compiler is, measured: ``python3 -m benchmarks`` (see README)."""
