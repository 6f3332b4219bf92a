"""What the desk answers: the list of files, one file as a form, its preview, saving, going back. Plain data in, plain data out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from generator.drafts import records as drafts
from generator.drafts.order import Unclear
from generator.editing import forms, orders, saving
from generator.editing.jobs import Jobs
from generator.editing.patch import patch
from generator.editing.preview import preview
from generator.editing.problems import elsewhere, names
from generator.editing.store import FOLDER, Changed, FileState, Store
from generator.html.text import marked
from generator.load.loading import SINGLE, load
from generator.model.handbook import Manual
from generator.schema.rough import rough
from generator.source import parsing
from generator.source.parsing import Invalid, Sources

Answer = dict[str, Any]


class Desk:
    """One folder of data at the desk. ``day``: as of which the manual is judged, and orders are drafted; ``jobs``: what it may run."""

    def __init__(self, folder: Path, day: Callable[[Manual], date], kept: Path = FOLDER, jobs: Jobs | None = None) -> None:
        self.store, self.day, self.jobs = Store(folder, kept), day, jobs or Jobs(folder)
        self.calls: dict[str, Callable[[Answer], Answer]] = {
            **{"files": self.files, "open": self.open, "preview": self.preview, "save": self.save},
            **{"undo": partial(self._step, self.store.undo), "redo": partial(self._step, self.store.redo), "discard": self.discard},
            **{"new": self.new, "order": self.order, "duty": self.duty, "steps": self.steps},
            **{"run": self.run, "progress": self.progress, "show": self.show},
        }

    def files(self, asked: Answer) -> Answer:
        """Every file by its Thai title, in groups; and what every form is made of."""
        sources = self.store.sources()
        named = {**{n: self._drafted(n) for n in self.store.drafts() if n not in sources.files}, **titles(sources)}
        groups = {"คำสั่ง": "orders/", "กระบวนงาน": "procedures/", "ทะเบียนของสำนักงาน": ""}
        listed = [
            {"title": group, "folder": folder, "files": [self._listed(name, title) for name, title in named.items() if _in(name, folder)]}
            for group, folder in groups.items()
        ]
        manual, _ = rough(sources)
        title = manual.handbook.title if "handbook.yml" in sources.files else ""
        return {"title": title, "groups": listed, "records": forms.records(), "orders": forms.picks(manual)["order"]}

    def _listed(self, name: str, title: str) -> Answer:
        return {"name": name, "title": title, "marked": marked(title), "draft": self.store.draft(name) is not None}

    def _drafted(self, name: str) -> str:
        """What an order is called that is only a draft."""
        data = (self.store.draft(name) or {}).get("data", {})
        return f"คำสั่งที่ {data.get('number', '')}/{data.get('year', '')} {data.get('title', '')}".strip()

    def open(self, asked: Answer) -> Answer:
        """One file. Raises Invalid if it cannot be read as YAML."""
        name = str(asked["file"])
        state, sources = self.store.read(name), self.store.sources()
        manual, _ = rough(sources)
        return {
            **{
                "file": name,
                "title": (title := titles(sources).get(name) or self._drafted(name)),
                "marked": marked(title),
                "version": state.version,
                "data": parsing.parse(name, state.text),
            },
            **{"draft": self.store.draft(name), "steps": self.store.steps(name), "record": forms.root(name), "picks": forms.picks(manual)},
        }

    def preview(self, asked: Answer) -> Answer:
        """Drawings and problems of a state that is not saved."""
        return preview(self.store, str(asked["file"]), asked["data"], bool(asked.get("deep")), self.day)

    def save(self, asked: Answer) -> Answer:
        """Into the file, or kept as a draft; see :func:`generator.editing.saving.save`."""
        name, keep = str(asked["file"]), asked.get("keep")
        kept = None if keep is None else [tuple(path) for path in keep]
        saved = saving.save(self.store, name, asked["base"], str(asked["version"]), asked["data"], kept, self.day)
        sources = self.store.sources()
        problems = elsewhere(saved.problems, name, titles(sources), lambda: names(rough(sources)[0], saved.data)) if saved.problems else []
        clashes = [{**asdict(clash), "label": forms.label(name, clash.path)} for clash in saved.clashes]
        told = {"problems": problems, "clashes": clashes, "steps": self.store.steps(name)}
        return {"written": saved.written, "joined": saved.joined, "version": saved.version, "data": saved.data, **told}

    def _step(self, step: Callable[[str], FileState | None], asked: Answer) -> Answer:
        """The state before the last save, or the one that was taken back, as opened anew; a file that is no more is kept as a draft."""
        name = str(asked["file"])
        with self.store.locked():
            before = self.store.read(name)
            if (state := step(name)) and not state.data:
                self.store.keep_draft(name, {"base": {}, "version": state.version, "data": parsing.parse(name, before.text)})
            elif state and not before.data:
                self.store.keep_draft(name, None)
        return self.open(asked)

    def discard(self, asked: Answer) -> Answer:
        """The file as it is on the disk, without the draft."""
        self.store.keep_draft(str(asked["file"]), None)
        return self.open(asked)

    def steps(self, asked: Answer) -> Answer:
        """The steps of another procedure, to choose one of."""
        name = f"procedures/{asked['procedure']}.yml"
        return {"steps": parsing.parse(name, self.store.read(name).text).get("steps", [])}

    def new(self, asked: Answer) -> Answer:
        """A new procedure: its file, and its place in the handbook's list."""
        title = str(asked["title"]).strip()
        manual, _ = rough(self.store.sources())
        number = next(n for n in range(1, 10_000) if f"procedure-{n}" not in manual.procedure)
        name = f"procedures/procedure-{number}.yml"
        with self.store.locked():
            if self.store.read(name).data:
                raise Changed(name)
            self.store.create(name, drafts.procedure(manual, title))
        state = self.store.read("handbook.yml")
        data = parsing.parse("handbook.yml", state.text)
        listed = data.get("procedures") or []
        added = {**data, "procedures": [*([listed] if isinstance(listed, str) else listed), f"procedure-{number}"]}
        saving.save(self.store, "handbook.yml", data, state.version, added, day=self.day)
        return {"file": name}

    def order(self, asked: Answer) -> Answer:
        """The draft of the next order; it comes into ``sop/`` when it is saved without an error."""
        manual, _ = rough(self.store.sources())
        name, data = orders.first(manual, str(asked["kind"]), str(asked.get("order", "")), self.day(manual))
        self.store.keep_draft(name, {"base": {}, "version": self.store.read(name).version, "data": data})
        return {"file": name}

    def duty(self, asked: Answer) -> Answer:
        """The clauses that one choice about a duty makes."""
        name, sources = str(asked["file"]), self.store.sources()
        text = patch(name, self.store.read(name).text, asked["data"])
        try:
            manual = load(saving.with_file(sources, name, text))
            return {"changes": orders.changes(manual, name, str(asked["person"]), str(asked["item"]), str(asked["order"]), asked.get("to"))}
        except Unclear as unclear:
            return {"error": str(unclear)}
        except Invalid:
            return {"error": "แก้ข้อที่ขึ้นเตือนด้านบนก่อน แล้วเลือกอีกครั้ง"}

    def run(self, asked: Answer) -> Answer:
        """Start a command; how it goes on is asked for by ``progress``. ``order``: the file of the order that it is about."""
        manual, _ = rough(self.store.sources())
        about = next((f"{o.issuer}: {o.number}/{o.year}" for o in manual.orders if o.file and o.file == asked.get("order")), "")
        self.jobs.start(str(asked["job"]), about)
        return self.jobs.state()

    def progress(self, asked: Answer) -> Answer:
        """How far the last command is, what it said, what it made."""
        return self.jobs.state()

    def show(self, asked: Answer) -> Answer:
        """Open a file that the last command made."""
        self.jobs.show(int(asked["file"]))
        return {}


def _in(name: str, folder: str) -> bool:
    return name.startswith(folder) if folder else "/" not in name


def titles(sources: Sources) -> dict[str, str]:
    """Files of the folder -> what they are called: orders from the latest, procedures as the handbook lists them."""
    manual, _ = rough(sources)
    latest = sorted(manual.orders, key=lambda o: (o.year, o.number), reverse=True)
    named = {o.file or f"orders/{o.key.stem}.yml": f"คำสั่งที่ {o.number}/{o.year} {getattr(o, 'title', '')}".strip() for o in latest}
    named |= {f"procedures/{p.id}.yml": p.title for p in manual.procedures}
    named |= {name: forms.register(name) for name in SINGLE}
    return {name: title for name, title in named.items() if name in sources.files or name in SINGLE}
