"""Abbreviations that every Thai office writes and types, with their full words: months, and those in ``words.yml``."""

from __future__ import annotations

from generator.thai.dates import MONTHS, SHORT_MONTHS
from generator.thai.words import known

COMMON = (*zip(SHORT_MONTHS, MONTHS, strict=True), *known()["abbreviations"].items())
