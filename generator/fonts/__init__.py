"""The shipped fonts: SIL Open Font License 1.1, see ``OFL.txt``. Made by ``python3 -m tests.fonts``."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent
