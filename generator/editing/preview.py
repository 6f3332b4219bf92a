"""What stands beside a form while it is filled in: drawings, the plan of an order, and each problem at its field in words of the form."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from generator.documents import plan as paper
from generator.documents import times
from generator.documents.charted import charted
from generator.documents.form_table import form
from generator.documents.model import SummarySheet
from generator.drawing import svg
from generator.editing import orders, saving
from generator.editing.patch import patch
from generator.editing.problems import names, shown
from generator.editing.splice import SpliceRefused
from generator.editing.store import Store
from generator.edition import Edition, edition
from generator.flow.lane_plan import lane_plan
from generator.flow.solve import LayoutError
from generator.html import flow_view, form_view, shell
from generator.html.emitter import emit
from generator.html.inline import PageContext
from generator.load.loading import load
from generator.model.handbook import Manual
from generator.model.procedure import Procedure
from generator.register.plan import plan
from generator.schema.rough import rough
from generator.source.parsing import Invalid, Problem, Sources
from generator.thai import dates

WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
MOST = 60
"""Letters of the longest text that may be a date."""


def preview(store: Store, name: str, data: Any, deep: bool, day: saving.Day = saving.undated) -> dict[str, Any]:
    """What a form would come to. ``deep``: judged by every rule, not only by what the file itself says.

    A drawing that cannot be made is left out, so that the last one stays.
    """
    state = store.read(name)
    try:
        text = patch(name, state.text, data)
    except SpliceRefused as refused:
        return {"problems": [{"path": [], "level": "error", "message": f"บันทึกจากแบบกรอกไม่ได้ ต้องแก้บรรทัดที่ {refused.line} ของแฟ้มด้วยโปรแกรมแก้ข้อความ"}]}
    before = store.sources()
    sources = saving.with_file(before, name, text)
    manual, problems = saving.judged(sources, day) if deep else _loaded(sources)
    known = cache(lambda: names(rough(before)[0], data))
    out: dict[str, Any] = {"problems": [shown(p, name, known) for p in problems if p.file == name], "dates": dict(_echoes(data))}
    with contextlib.suppress(KeyError, ValueError, IndexError, LayoutError):
        out |= _pictures(manual, name, day) if manual else {}
    return out


def _loaded(sources: Sources) -> tuple[Manual | None, tuple[Problem, ...]]:
    try:
        return load(sources), ()
    except Invalid as invalid:
        return None, invalid.problems


def _pictures(manual: Manual, name: str, day: saving.Day) -> dict[str, Any]:
    folder, _, stem = name.removesuffix(".yml").rpartition("/")
    if folder == "procedures":
        return _of_procedure(manual, manual.procedure[stem], day(manual))
    return {"plan": _plan(manual, name), "held": orders.held(manual, name)} if folder == "orders" else {}


def _of_procedure(manual: Manual, procedure: Procedure, day: date | None) -> dict[str, Any]:
    made = edition(manual, day)
    site, drawn, plan = shell.site(made, {}).settings, charted(made, procedure), lane_plan(manual, procedure, charted(made, procedure))
    charts = (svg.emit(sheet, digits=site.shown, uid=f"chart-{n}") for n, sheet in enumerate(flow_view.sheets(drawn, plan, site.protected)))
    return {
        "chart": "".join(charts),
        "form": form_view.summary(site, SummarySheet(procedure.id, form(made, procedure), plan)),
        "times": [times.texts(step.time, manual.calendar) for step in procedure.steps],
    }


def _plan(manual: Manual, name: str) -> str:
    """As ``sop plan`` has it, without the pages that would change."""
    order = next(o for o in manual.orders if o.file == name)
    planned = plan(manual, order)
    as_it_is = Edition(manual, planned.changes.before)
    place = PageContext(as_it_is)
    return "".join(emit(place, block) for block in paper.paper(as_it_is, planned))


def _echoes(data: Any) -> Iterator[tuple[str, str]]:
    """Every text that is a date, with its day."""
    if isinstance(data, str) and len(data) <= MOST and any(letter.isdigit() for letter in data):
        with contextlib.suppress(ValueError):
            found = dates.parse(data)
            yield data, f"วัน{WEEKDAYS[found.weekday()]}ที่ {dates.long(found)}"
    for inner in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _echoes(inner)
