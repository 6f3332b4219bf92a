"""Drawings on pages: flowcharts with their text alternative, the summary form, structure charts, the legend."""

from __future__ import annotations

from markupsafe import Markup

from generator.drawing import svg
from generator.flow import chart, orgchart
from generator.flow.graph import Graph, graph
from generator.model.procedure import Procedure
from generator.site.links import Links
from generator.site.shell import Site

LEGEND = (
    ("terminator", "จุดเริ่มต้นหรือสิ้นสุดกระบวนงาน"),
    ("activity", "กิจกรรมงานหรือการปฏิบัติ"),
    ("decision", "การตัดสินใจ"),
    ("direction", "ทิศทางหรือการเคลื่อนไหวของงาน"),
    ("connector", "จุดเชื่อมต่อระหว่างหน้า (ถ้าไม่จบภายใน 1 หน้า)"),
)
