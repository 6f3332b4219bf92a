"""The tests. ``HYPOTHESIS=long`` tries many times as many random examples; not for every day."""

import os

LONG = os.environ.get("HYPOTHESIS") == "long"
