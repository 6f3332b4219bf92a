"""Flowcharts as files of their own: to open alone, download, print, or put into another document."""

from __future__ import annotations

from functools import partial

from generator.drawing import svg
from generator.model.procedure import Procedure
from generator.output import Output
from generator.site import flow_view
from generator.site.shell import Site

FONT = '@font-face{font-family:"Sarabun";src:url("../assets/fonts/Sarabun-Regular.woff2") format("woff2")}svg{background:#fff}'
"""Beside the site the shipped font is used; a copy taken elsewhere falls back to what is installed, at the same width."""


def files(site: Site) -> list[Output]:
    """``charts/<procedure>-<sheet>.svg``"""
    protected = " ".join(site.edition.protected)
    every = site.manual.procedures
    return [o for p in every for o in site.memory.recall("pictures", (p, protected), partial(_of, site, p))]


def _of(site: Site, procedure: Procedure) -> list[Output]:
    sheets = flow_view.sheets(site, procedure)
    return [Output(path(procedure.id, n), svg.emit(s, uid="chart", standalone=FONT).encode()) for n, s in enumerate(sheets, 1)]


def path(procedure: str, sheet: int) -> str:
    """Where a sheet stands, below ``manual/``."""
    return f"charts/{procedure}-{sheet}.svg"
