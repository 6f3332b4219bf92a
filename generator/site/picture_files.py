"""Flowcharts as files of their own: to open alone, download, print, or put into another document."""

from __future__ import annotations

from generator.drawing import svg
from generator.output import Output
from generator.site import flow_view
from generator.site.shell import Site

FONT = '@font-face{font-family:"Sarabun";src:url("../assets/fonts/Sarabun-Regular.woff2") format("woff2")}svg{background:#fff}'
"""Beside the site the shipped font is used; a copy taken elsewhere falls back to what is installed, at the same width."""


def files(site: Site) -> list[Output]:
    """``charts/<procedure>-<sheet>.svg``"""
    return [
        Output(path(procedure.id, number), svg.emit(sheet, uid="chart", standalone=FONT).encode())
        for procedure in site.manual.procedures
        for number, sheet in enumerate(flow_view.sheets(site, procedure), 1)
    ]


def path(procedure: str, sheet: int) -> str:
    """Where a sheet stands, below ``manual/``."""
    return f"charts/{procedure}-{sheet}.svg"
