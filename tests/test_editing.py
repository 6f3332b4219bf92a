"""Edits of YAML change nothing but what was edited: 2,000 random edits of the files of both offices, ``HYPOTHESIS=long`` tries 10,000."""

import itertools
import multiprocessing
import os
import random
import re
import shutil
import time
from pathlib import Path

import pytest
from pydantic import Field

from generator.editing import forms, splice
from generator.editing.matching import merged
from generator.editing.patch import folded, patch
from generator.editing.saving import save
from generator.editing.splice import Document, SpliceRefused
from generator.editing.store import STEPS, Changed, FileState, Store, Unknown
from generator.load.loading import load
from generator.model.procedure import Definition
from generator.publish import files
from generator.source import parsing
from generator.thai import folding
from tests import offices
from tests.conftest import ROOT, SAMPLE

EDITS = {"long": 10_000}.get(os.environ.get("HYPOTHESIS", ""), 2000)
PART = 500
KILLS = 100
FILES = {path.relative_to(ROOT).as_posix(): path.read_bytes().decode() for sop in (ROOT / "sop", SAMPLE) for path in sorted(sop.rglob("*.yml"))}
WORDS = (
    *offices.PLAIN,
    *(w for w in offices.HOSTILE if folding.folded(w).strip()),
    "no",
    "010",
    "16:30",
    "ก: ข",
    "ก #ข",
    "- ก",
    "[ก",
    "{",
    "'",
    '"',
    "~",
    "1 ตุลาคม 2568",
)


class Words(str):
    """A text that can be told from an equal one."""


def fresh(value):
    """The same data, each value an object of its own."""
    if isinstance(value, dict):
        return {k: fresh(v) for k, v in value.items()}
    return [fresh(v) for v in value] if isinstance(value, list) else Words(value) if value is not None else None


def walk(data, path=()):
    yield path, data
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from walk(value, (*path, key))


def place_of(data, wanted):
    return next((path for path, value in walk(data) if value is wanted), None)


class Edit:
    """One random change of a file into which remarks were strewn, and what must be true of it."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.name = self.chance.choice(sorted(FILES))
        self.text = FILES[self.name]
        self.above, self.behind = {}, {}  # remark -> path of what it belongs to
        self.strew()
        if self.chance.random() < 0.2:
            self.text = self.text.replace("\n", "\r\n")
        if self.chance.random() < 0.1:
            self.text = self.text.rstrip("\r\n")
        self.data = parsing.parse(self.name, self.text)
        self.wanted = fresh(self.data)
        self.owned = {remark: splice.value_at(self.wanted, path) for remark, path in (self.above | self.behind).items()}
        self.touched, self.kind = None, ""
        while self.touched is None:
            self.change()

    def strew(self):
        data = parsing.parse(self.name, self.text)
        places = parsing.positions(self.text)
        lines = self.text.split("\n")
        for n, (path, (line, column)) in enumerate(sorted(places.items(), key=lambda p: p[1], reverse=True)):
            if not path or self.chance.random() > 0.3:
                continue
            value, row = splice.value_at(data, path), lines[line - 1]
            siblings = splice.value_at(data, path[:-1])
            if (
                isinstance(path[-1], int)
                and siblings.count(value) == 1
                and row[: column - 1].strip() == "-"
                and row.index("-") == len(row) - len(row.lstrip())
            ):
                lines.insert(line - 1, f"{' ' * row.index('-')}# above {n}.")
                self.above[f"# above {n}."] = path
            elif isinstance(value, str) and isinstance(path[-1], str) and " #" not in row and "\\" not in row:
                made = [*lines[: line - 1], f"{row}  # behind {n}.", *lines[line:]]
                here = sum(place[0] == line for place in places.values())
                if here == 1 and self.reads(made, data):
                    lines = made
                    self.behind[f"# behind {n}."] = path
        assert self.reads(lines, data)
        self.text = "\n".join(lines)

    def reads(self, lines, data):
        try:
            return parsing.parse(self.name, "\n".join(lines)) == data
        except parsing.Invalid:
            return False

    def change(self):
        path, value = self.chance.choice([p for p in walk(self.wanted) if p[0]])
        holder, last = splice.value_at(self.wanted, path[:-1]), path[-1]
        kind = self.chance.choice(("set", "remove", "add", "insert", "move", "move", "grow"))
        word = Words(self.chance.choice(WORDS))
        if kind == "set" and not isinstance(value, dict | list):
            holder[last] = word
            for remark, owned in self.owned.items():
                self.owned[remark] = word if owned is value else owned
        elif kind == "remove" and len(holder) > 1:
            del holder[last]
        elif kind == "add" and isinstance(value, dict) and value and "note" not in value:
            value["note"] = self.chance.choice((word, [word], {"text": word, "items": [word]}))
        elif kind == "insert" and isinstance(value, list) and value:
            value.insert(
                self.chance.randrange(len(value) + 1),
                self.chance.choice((word, {"id": "new-one", "label": word}, {"id": "new-one", "items": [{"text": word, "items": [word, word]}]})),
            )
        elif kind == "move" and isinstance(value, list) and len(value) > 1 and len({str(v) for v in value}) == len(value):
            value.insert(self.chance.randrange(len(value)), value.pop(self.chance.randrange(len(value))))
        elif kind == "grow" and isinstance(last, str):
            holder[last] = [word, Words("อีกข้อ")]
        else:
            return
        self.kind, self.touched = kind, path

    def lines_of(self, path):
        """The lines of an entry in the old text, from 0: to the next entry that is not part of it."""
        places = sorted((place, p) for p, place in parsing.positions(self.text).items())
        mine = next(place[0] for place, p in places if p == path)
        below = [place[0] for place, p in places if place[0] > mine and p[: len(path)] != path]
        return mine - 1, (below[0] - 1 if below else len(self.text.split("\n")))

    def check(self):
        """Raises AssertionError if the patch does anything else, Refused if it does nothing."""
        made = patch(self.name, self.text, self.wanted)
        assert parsing.parse(self.name, made) == folded(self.wanted)
        old, new = self.text.split("\n"), made.split("\n")
        first, end = self.lines_of(self.touched)
        if self.kind == "move" and not self.flowing():
            assert sorted(line.strip() for line in old) == sorted(line.strip() for line in new)
        if self.kind == "remove" and old[first].lstrip().startswith("-"):
            end += 1  # the next entry may take the place of the first, behind the dash
        above = first - self.remarks_above(old, first)
        assert new[:above] == old[:above]
        rest = [line.rstrip("\r") for line in old[end:]]
        assert not rest or [line.rstrip("\r") for line in new[len(new) - len(rest) :]] == rest
        if self.kind in ("add", "insert") and not self.flowing():
            left = iter(line.rstrip("\r") for line in new)
            assert [line for line in old if line.rstrip("\r") not in left] == []
        self.check_remarks(new)

    def flowing(self):
        row = self.text.split("\n")[self.lines_of(self.touched)[0]]
        return any(sign in row for sign in "[{")

    @staticmethod
    def remarks_above(lines, at):
        count = 0
        while at - count and lines[at - count - 1].lstrip().startswith("#"):
            count += 1
        return count

    def check_remarks(self, new):
        places = parsing.positions("\n".join(new))
        for remark, owned in self.owned.items():
            path = place_of(self.wanted, owned)
            if path is None:
                continue  # went with what it belonged to
            at = next((n for n, line in enumerate(new) if remark in line), None)
            assert at is not None, f"{remark} is lost"
            where = places[path][0] - 1
            if remark in self.above:
                assert set(line.lstrip()[:1] for line in new[at:where]) == {"#"}, f"{remark} belongs to another item"
            elif not isinstance(owned, dict | list):
                assert at == where or "|" in new[where] or ">" in new[where], f"{remark} stands elsewhere"


def tried(seeds):
    refused = 0
    for seed in seeds:
        edit = Edit(seed)
        try:
            edit.check()
        except SpliceRefused as refusal:
            refused += 1
            assert 1 <= refusal.line <= edit.text.count("\n") + 1
        except AssertionError as error:
            raise AssertionError(f"edit {seed}, {edit.kind} {edit.touched} in {edit.name}: {error}") from error
    return refused


@pytest.mark.parametrize("first", range(0, EDITS, PART))
def test_random_edits_change_nothing_else_and_lose_no_remark(first):
    assert len(FILES) > 25
    assert tried(range(first, first + PART)) <= PART // 200


def remarks_stay(patched):
    patched.setattr(Document, "_with_comments_above", lambda self, line, column, least: line)


def remarks_go_with_the_item_above(patched):
    remarks_stay(patched)
    below = Document._with_comments_below
    patched.setattr(Document, "_with_comments_below", lambda self, line, column: below(self, line, column - 1))


def a_list_is_written_anew(patched):
    def insert(self, path, place, value):
        old = splice.value_at(self.data, path)
        new = [*old[:place], value, *old[place:]]
        self._take(self._replacements(path, new), splice.with_value(self.data, path, new), path)

    patched.setattr(Document, "insert", insert)


def a_remark_at_the_end_of_a_line_goes(patched):
    fits = Document._fits

    def cut(self, edit, wanted):
        end = self.text.find("\n", edit[1])
        return fits(self, (edit[0], end if end >= 0 else len(self.text), edit[2]), wanted) or fits(self, edit, wanted)

    patched.setattr(Document, "_fits", cut)


@pytest.mark.parametrize(
    "mutant", [remarks_stay, remarks_go_with_the_item_above, a_list_is_written_anew, a_remark_at_the_end_of_a_line_goes], ids=lambda m: m.__name__
)
def test_the_random_edits_find_what_each_mutant_does_wrong(mutant, monkeypatch):
    mutant(monkeypatch)
    with pytest.raises(AssertionError, match=r"edit \d+"):
        tried(range(EDITS))


@pytest.mark.parametrize("name", FILES)
def test_saving_without_an_edit_changes_no_byte(name):
    for text in (FILES[name], FILES[name].replace("\n", "\r\n"), FILES[name].rstrip("\n")):
        assert patch(name, text, parsing.parse(name, text)) == text


CASES = {
    "items that are numbered anew keep their remarks": (
        "a:\n  # one\n  - {no: 1, text: ก่อน}\n  # two\n  - {no: 2, text: แล้วจึงรายงาน}\n",
        {"a": [{"no": "1", "text": "แล้วจึงรายงาน"}]},
        "a:\n  # two\n  - {no: 1, text: แล้วจึงรายงาน}\n",
    ),
    "a record moves with its remarks": (
        "a:\n  # one\n  - {id: x}\n  - id: y  # two\n    n: 1\n",
        {"a": [{"id": "y", "n": "1"}, {"id": "x"}]},
        "a:\n  - id: y  # two\n    n: 1\n  # one\n  - {id: x}\n",
    ),
    "quotation marks stay": ("a: 'x'\nb: \"y\"\n", {"a": "it's", "b": "z"}, "a: 'it''s'\nb: \"z\"\n"),
    "a word becomes a list": ("actors: one\n", {"actors": ["one", "two"]}, "actors: [one, two]\n"),
    "a block of text keeps its indicator": ("a: |\n  x\n  y\nb: 1\n", {"a": "x\nz\n", "b": "1"}, "a: |\n  x\n  z\nb: 1\n"),
    "an entry is added behind its neighbour": (
        "a: 1 # x\n\n# y\nc: 3\n",
        {"a": "1", "b": ["p", {"q": "r"}], "c": "3"},
        "a: 1 # x\nb: [p, {q: r}]\n\n# y\nc: 3\n",
    ),
    "what was switched off stays below its list": (
        "a:\n  - x\n  # - y\nb: 1\n",
        {"a": ["x"], "b": "1", "c": "2"},
        "a:\n  - x\n  # - y\nb: 1\nc: 2\n",
    ),
    "the last entry of a list leaves an empty one": ("a:\n  - x\nb: 1\n", {"a": [], "b": "1"}, "a: []\nb: 1\n"),
    "an empty file is filled": ("# only a remark\n", {"a": "1"}, "# only a remark\na: 1\n"),
    "nothing becomes something": ("a:\nb: 1\n", {"a": "x", "b": "1"}, "a: x\nb: 1\n"),
    "a list in a short line stays there": ("a: {b: [x, y], c: 1}\n", {"a": {"b": ["x", "z", "y"], "c": "1"}}, "a: {b: [x, z, y], c: 1}\n"),
}


@pytest.mark.parametrize("case", CASES)
def test_edits_are_written_as_the_lines_around_them(case):
    text, wanted, expected = CASES[case]
    assert patch("x.yml", text, wanted) == expected


def test_what_would_lose_a_remark_is_refused_with_its_line():
    with pytest.raises(SpliceRefused) as refusal:
        patch("x.yml", "b: 1\na:\n  # why\n  - x\n", {"b": "1", "a": "y"})
    assert refusal.value.line == 4


MERGES = {
    "two places": ({"a": "1", "b": "1"}, {"a": "2", "b": "1"}, {"a": "1", "b": "2"}, {"a": "2", "b": "2"}, 0),
    "one value": ({"a": "1"}, {"a": "2"}, {"a": "3"}, {"a": "2"}, 1),
    "the same change": ({"a": "1"}, {"a": "2"}, {"a": "2"}, {"a": "2"}, 0),
    "both add": ({"a": ["x"]}, {"a": ["x", "y"]}, {"a": ["z", "x"]}, {"a": ["z", "x", "y"]}, 0),
    "one moves, one changes": (
        {"a": [{"id": "x", "n": "1"}, {"id": "y"}]}, {"a": [{"id": "y"}, {"id": "x", "n": "1"}]}, {"a": [{"id": "x", "n": "2"}, {"id": "y"}]},
        {"a": [{"id": "y"}, {"id": "x", "n": "2"}]}, 0,
    ),
    "one removes what the other changes": ({"a": [{"id": "x", "n": "1"}, "b"]}, {"a": ["b"]}, {"a": [{"id": "x", "n": "2"}, "b"]}, {"a": ["b"]}, 1),
    "one removes, one adds": ({"a": ["x", "y", "z"]}, {"a": ["x", "z"]}, {"a": ["x", "y", "z", "w"]}, {"a": ["x", "z", "w"]}, 0),
    "one adds an entry, one removes another": ({"a": "1", "b": "1"}, {"a": "1", "b": "1", "c": "1"}, {"a": "1"}, {"a": "1", "c": "1"}, 0),
}  # fmt: skip


@pytest.mark.parametrize("case", MERGES)
def test_changes_made_meanwhile_are_joined(case):
    base, theirs, mine, expected, clashes = MERGES[case]
    made, found = merged(base, theirs, mine)
    assert (made, len(found)) == (expected, clashes)
    kept, again = merged(base, theirs, mine, [clash.path for clash in found])
    assert again == found
    assert clashes == 0 or kept == mine


@pytest.fixture
def store(tmp_path):
    shutil.copytree(SAMPLE, tmp_path / "sop")
    return Store(tmp_path / "sop", tmp_path / "kept")


PROCEDURE = "procedures/acquire-books.yml"


def opened(store, name=PROCEDURE):
    state = store.read(name)
    return state, parsing.parse(name, state.text)


def test_a_saved_form_changes_its_lines_alone_and_can_be_undone(store):
    before = files.digest(store.folder)
    state, data = opened(store)
    saved = save(store, PROCEDURE, data, state.version, {**data, "title": "ชื่อใหม่"})
    assert saved.written
    assert store.read(PROCEDURE).text == state.text.replace("title: การจัดหาหนังสือเข้าห้องสมุด", "title: ชื่อใหม่")
    assert files.tree(store.folder) == files.tree(SAMPLE)  # nothing else lies in sop/
    assert store.undo(PROCEDURE) == state
    assert files.digest(store.folder) == before
    assert store.undo(PROCEDURE) is None


def test_windows_files_stay_windows_files(store):
    path = store.folder / PROCEDURE
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    path.chmod(0o640)
    old = path.read_bytes()
    state, data = opened(store)
    assert save(store, PROCEDURE, data, state.version, data).written
    assert path.read_bytes() == old
    assert save(store, PROCEDURE, data, state.version, {**data, "title": "ใหม่", "scope": ["ก", "ข"]}).written
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")
    assert path.stat().st_mode & 0o777 == 0o640


def test_fifty_steps_can_be_gone_back(store):
    versions = [store.read(PROCEDURE).version]
    for n in range(STEPS + 3):
        state, data = opened(store)
        store.write(PROCEDURE, state, state.with_text(patch(PROCEDURE, state.text, {**data, "title": f"ครั้งที่ {n}"})))
        versions.append(store.read(PROCEDURE).version)
    assert store.steps(PROCEDURE) == {"earlier": STEPS, "later": 0}
    for expected in versions[-2 : -STEPS - 2 : -1]:
        assert store.undo(PROCEDURE).version == expected
    assert store.undo(PROCEDURE) is None
    assert store.steps(PROCEDURE) == {"earlier": 0, "later": STEPS}
    for expected in versions[-STEPS:]:
        assert store.redo(PROCEDURE).version == store.read(PROCEDURE).version == expected
    assert store.redo(PROCEDURE) is None


def test_what_was_taken_back_comes_again_until_something_else_is_saved(store):
    state, data = opened(store)
    for title in ("ครั้งที่ ๑", "ครั้งที่ ๒"):
        now, _ = opened(store)
        save(store, PROCEDURE, data, now.version, {**data, "title": title})
    second = store.read(PROCEDURE)
    first = store.undo(PROCEDURE)
    assert store.redo(PROCEDURE) == second
    assert (store.undo(PROCEDURE), store.undo(PROCEDURE)) == (first, state)
    assert store.redo(PROCEDURE) == first
    save(store, PROCEDURE, opened(store)[1], first.version, {**data, "title": "ครั้งที่ ๓"})
    assert store.redo(PROCEDURE) is None
    assert store.undo(PROCEDURE) == first
    with (store.folder / PROCEDURE).open("a") as file:
        file.write("# เพิ่ม\n")
    with pytest.raises(Changed):
        store.redo(PROCEDURE)
    assert store.read(PROCEDURE).text.endswith("# เพิ่ม\n")


@pytest.mark.parametrize("way", ["undo", "redo"])
@pytest.mark.parametrize("last", ["kept", "written"])
def test_a_step_that_was_killed_can_be_made_again(store, monkeypatch, way, last):
    state, data = opened(store)
    save(store, PROCEDURE, data, state.version, {**data, "title": "ชื่อใหม่"})
    after = store.read(PROCEDURE)
    if way == "redo":
        store.undo(PROCEDURE)
    with monkeypatch.context() as killed:
        if last == "kept":
            write = files.write
            killed.setattr(files, "write", lambda folder, *given, **more: write(folder, *given, **more) if folder == store.kept else 1 / 0)
        else:
            killed.setattr(Path, "unlink", lambda *given, **more: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            getattr(store, way)(PROCEDURE)
    for _ in range(2):
        assert store.undo(PROCEDURE) in (state, None)
        assert store.read(PROCEDURE) == state
        assert store.redo(PROCEDURE) == after


def test_what_another_program_wrote_meanwhile_is_joined_or_asked_about(store):
    state, data = opened(store)
    path = store.folder / PROCEDURE
    path.write_text(state.text.replace("code: RG-P-01", "code: RG-P-77  # ใหม่").replace("edition: 2\n", "edition: 3\n", 1), "utf-8")
    saved = save(store, PROCEDURE, data, state.version, {**data, "title": "ชื่อใหม่"})
    assert (saved.written, saved.joined) == (True, True)
    assert "code: RG-P-77  # ใหม่" in store.read(PROCEDURE).text
    mine = {**data, "control": {**data["control"], "edition": "9"}}
    asked = save(store, PROCEDURE, data, state.version, mine)
    assert not asked.written
    assert [(c.path, c.base, c.theirs, c.mine) for c in asked.clashes] == [(("control", "edition"), "2", "3", "9")]
    assert save(store, PROCEDURE, data, state.version, mine, keep=[("control", "edition")]).written
    assert "edition: 9\n" in store.read(PROCEDURE).text
    assert "title: ชื่อใหม่\n" in store.read(PROCEDURE).text


def test_what_check_would_refuse_is_kept_as_a_draft_outside_the_data(store):
    before = files.digest(store.folder)
    state, data = opened(store)
    for wrong, path in (({**data, "unit": "nowhere"}, ("unit",)), ({k: v for k, v in data.items() if k != "title"}, ("title",))):
        saved = save(store, PROCEDURE, data, state.version, wrong)
        assert not saved.written
        assert [p.path for p in saved.problems] == [path]
        assert store.draft(PROCEDURE)["data"] == wrong
        assert files.digest(store.folder) == before
    people, known = opened(store, "people.yml")
    saved = save(store, "people.yml", known, people.version, {"persons": [p for p in known["persons"] if p["id"] != "ban"]})
    assert {p.file for p in saved.problems} >= {"orders/2565-12.yml"}  # who is named elsewhere cannot just go
    assert save(store, PROCEDURE, data, state.version, data).written
    assert store.draft(PROCEDURE) is None


def test_a_write_that_was_killed_does_not_stand_in_the_way_of_going_back(store, monkeypatch):
    state, data = opened(store)
    save(store, PROCEDURE, data, state.version, {**data, "title": "ชื่อใหม่"})
    with monkeypatch.context() as killed:
        write = files.write
        killed.setattr(files, "write", lambda folder, *given, **more: write(folder, *given, **more) if folder == store.kept else 1 / 0)
        now = store.read(PROCEDURE)
        with pytest.raises(ZeroDivisionError):
            store.write(PROCEDURE, now, now.with_text("title: x\n"))
    assert store.undo(PROCEDURE) == state


def test_going_back_before_the_first_save_takes_the_file_away(store):
    new = "procedures/new-one.yml"
    store.write(new, store.read(new), FileState(b"title: x\n"))
    assert store.undo(new).data == b""
    assert files.tree(store.folder) == files.tree(SAMPLE)


def test_undo_never_takes_away_what_another_program_wrote(store):
    state, data = opened(store)
    save(store, PROCEDURE, data, state.version, {**data, "title": "ชื่อใหม่"})
    with (store.folder / PROCEDURE).open("a") as file:
        file.write("# เพิ่ม\n")
    with pytest.raises(Changed):
        store.undo(PROCEDURE)
    assert store.read(PROCEDURE).text.endswith("# เพิ่ม\n")


@pytest.mark.parametrize(
    "name",
    [
        "../x.yml",
        "/etc/passwd",
        "people.yml/../../x",
        "orders/../people.yml",
        "orders/.yml",
        "procedures/a/b.yml",
        "procedures/A.yml",
        "x.yml",
        "procedures\\a.yml",
        "C:people.yml",
        "",
        ".",
        "orders",
        "people.yml\0",
        "procedures/con.yml.txt",
        "https://x/people.yml",
        "procedures/%2e%2e.yml",
        "procedures/a.yaml",
        "signatures/a.png",
        "Handbook.yml",
    ],
)
def test_no_name_leads_out_of_the_folder(store, name):
    for ask in (store.read, store.undo, store.redo, store.draft, lambda name: store.create(name, "a: 1"), lambda name: store.keep_draft(name, {})):
        with pytest.raises(Unknown):
            ask(name)


def test_links_are_not_followed(store, tmp_path):
    (tmp_path / "secret.yml").write_text("a: 1\n")
    (store.folder / "procedures" / "link.yml").symlink_to(tmp_path / "secret.yml")
    with pytest.raises(Unknown):
        store.read("procedures/link.yml")


def saving(folder, kept, told):
    """Save without end, and tell when it was done once."""
    store = Store(folder, kept)
    for letter in itertools.cycle("ab"):
        store.write("people.yml", store.read("people.yml"), FileState(f"# {letter * 600_000}\n".encode()))
        told.set()


def test_a_killed_save_leaves_the_old_file_or_the_new_one(store, tmp_path):
    whole = {f"# {letter * 600_000}\n".encode() for letter in "ab"}
    processes = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")
    for turn in range(KILLS):
        told = processes.Event()
        running = processes.Process(target=saving, args=(store.folder, tmp_path / "kept", told), daemon=True)
        running.start()
        assert told.wait(60), "it has saved once"
        time.sleep(0.0007 * (turn % 12))
        running.kill()
        running.join()
        assert (store.folder / "people.yml").read_bytes() in whole


def fields():
    return [(name, field) for name, record in forms.records().items() for field in record["fields"]]


def every(field):
    yield field
    if isinstance(field.get("of"), dict):
        yield from every(field["of"])


def models():
    waiting, found = list(forms.ROOTS.values()), []
    while waiting:
        kind = waiting.pop()
        if kind not in found:
            found.append(kind)
            waiting += forms._inside(*(f.annotation for f in kind.model_fields.values()))
    return found


def test_every_field_of_every_model_has_a_widget_and_thai_words():
    assert {kind.__name__ for kind in models()} == set(forms.records())
    shown = {(name, field["key"]) for name, field in fields()}
    assert shown == {
        (kind.__name__, f.alias or n)
        for kind in models()
        for n, f in kind.model_fields.items()
        if (kind.__name__, n) not in (("Procedure", "id"), ("Procedure", "file"), ("Procedure", "ended"), ("Order", "file"))
    }
    assert len(shown) > 200
    for name, field in fields():
        where = f"{name}.{field['key']}"
        told = f"{field['label']} {field['hint']}".replace("PNG", "").replace("JPEG", "")
        assert re.search("[ก-๙]", field["label"]) and not re.search("[A-Za-z_{}\\[]", told), (where, told)
        assert field["key"] != "allow" or field["keys"] == [], where  # names of rules are no choices
        for part in every(field):
            assert part["widget"] in ("text", "number", "date", "choice", "pick", "order", "id", "list", "record", "union", "map"), where
            assert [value for value, words in part.get("options", []) if not re.search("[ก-๙]", words)] == [], (
                f"{where} needs words in editing/words.yml"
            )
            assert part.get("record", "Step") in forms.records(), where
            assert part.get("kind", "step") in (*forms.KINDS, "step"), where
            assert all(record in forms.records() and re.search("[ก-๙]", words) for _, words, record in part.get("kinds", [])), where


def test_words_of_forms_are_about_fields_that_there_are():
    known = {f"{name}.{field['key']}" for name, field in fields()} | {field["key"] for _, field in fields()} | set(forms.records())
    said = forms.words()
    assert {key for part in ("labels", "hints", "nouns", "choices", "open", "when") for key in said[part]} - known - {"date"} == set()
    assert {f"{name}.{key}" for name, keys in said["open"].items() for key in keys} <= known


def test_a_field_that_a_model_gains_appears_by_itself(monkeypatch):
    class Grown(Definition):
        source: str = Field(default="", description="แหล่งที่มา; เช่น พจนานุกรม")

    monkeypatch.setitem(forms.ROOTS, "grown", Grown)
    forms.records.cache_clear()
    grown = forms.records()["Grown"]["fields"]
    forms.records.cache_clear()
    assert [(f["key"], f["label"], f["widget"]) for f in grown if f["key"] == "source"] == [("source", "แหล่งที่มา", "text")]


def test_pick_lists_offer_what_there_is_under_its_thai_name():
    manual = load(parsing.read(SAMPLE)[0])
    offered = forms.picks(manual)
    assert ["ban", "นายบรรณ เรียงชั้น"] in offered["person"]
    assert offered["order"][0][1].startswith("คำสั่งที่ ")
    assert all(re.search("[ก-๙]", name) for options in offered.values() for _, name in options)
    assert {forms.records()["Actor"].get("short"), forms.records()["FormList"].get("short"), forms.records()["Step"].get("short")} == {
        "who",
        "items",
        None,
    }
