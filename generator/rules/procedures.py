"""Rules about a procedure as a graph: every step can be reached and comes to an end, every decision has named ways out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.flow.graph import graph
from generator.model.procedure import ENDS, STARTS, Procedure, Step
from generator.model.time import Time
from generator.rules.rule import Find, Finding, of_each_procedure, repeated, rule
from generator.rules.rule_input import RuleInput, step_name
from generator.source.parsing import Path_
from generator.source.suggest import perhaps


def of_each_step(find: Callable[[Step], Iterator[tuple[Path_, str]]]) -> Find:
    """A rule that looks at one step alone: it gives the keys below the step, and what is wrong."""

    @of_each_procedure
    def found(procedure: Procedure) -> Iterator[Finding]:
        for at, step in enumerate(procedure.steps):
            yield from (Finding(procedure.file, ("steps", at, *path), message) for path, message in find(step))

    return found


@rule("SOP-P001", "error")
@of_each_procedure
def _same_step(procedure: Procedure) -> Iterator[Finding]:
    ids = [step.id for step in procedure.steps]
    for first, at in repeated(ids):
        yield Finding(procedure.file, ("steps", at, "id"), f"รหัสขั้นตอน “{ids[at]}” ซ้ำกับ{step_name(procedure, first)}", needle=ids[at])


@rule("SOP-P002", "error")
@of_each_procedure
def _nowhere(procedure: Procedure) -> Iterator[Finding]:
    known = {s.id for s in procedure.steps}
    for path, to in _steps_named(procedure):
        if to not in known:
            yield Finding(procedure.file, path, f"ไม่มีขั้นตอน “{to}” ในกระบวนงานนี้{perhaps(to, known)}", needle=to)


def _steps_named(procedure: Procedure) -> Iterator[tuple[Path_, str]]:
    """Every id of a step that stands in a procedure as a way, to be kept apart, the beginning of a stage, or what a time leaves out."""
    timed: list[tuple[Path_, tuple[Time, ...]]] = [((), procedure.time)]
    for at, step in enumerate(procedure.steps):
        yield from ((("steps", at, "branches", n, "to"), b.to) for n, b in enumerate(step.branches))
        for key, named in (("next", step.next), ("separate_from", step.separate_from)):
            yield from ((("steps", at, key, n), to) for n, to in enumerate(named))
        timed += [(("steps", at), step.time), *((("steps", at, "branches", n), b.time) for n, b in enumerate(step.branches))]
    yield from ((("stages", n, "first"), stage.first) for n, stage in enumerate(procedure.stages))
    timed += [(("stages", n), stage.time) for n, stage in enumerate(procedure.stages)]
    timed += [(("cases", n), case.time) for n, case in enumerate(procedure.cases)]
    yield from (((*path, "time", n, "excludes", k), id_) for path, found in timed for n, t in enumerate(found) for k, id_ in enumerate(t.excludes))


@rule("SOP-P003", "error")
@of_each_step
def _exits(step: Step) -> Iterator[tuple[Path_, str]]:
    if step.kind == "decision" and len(step.branches) < 2:
        yield ("kind",), f"การตัดสินใจ “{step.label}” มีทางออก {len(step.branches)} ทาง"


@rule("SOP-P004", "error")
@of_each_step
def _unlabelled(step: Step) -> Iterator[tuple[Path_, str]]:
    if step.kind == "decision" and step.next and len(step.branches) >= 2:
        yield ("next",), f"การตัดสินใจ “{step.label}” มีทางออกที่ไม่มีคำกำกับ"


@rule("SOP-P005", "warning")
@of_each_step
def _same_label(step: Step) -> Iterator[tuple[Path_, str]]:
    for _, at in repeated(branch.label for branch in step.branches):
        yield ("branches", at), f"ทางออกสองทางใช้คำเดียวกัน “{step.branches[at].label}”"


@rule("SOP-P006", "warning")
@of_each_step
def _branches(step: Step) -> Iterator[tuple[Path_, str]]:
    if step.branches and step.kind not in {"decision"} | ENDS:
        yield ("branches",), f"ขั้นตอน “{step.label}” มีทางแยกแต่ไม่ใช่การตัดสินใจ"


@rule("SOP-P007", "error")
@of_each_step
def _after_end(step: Step) -> Iterator[tuple[Path_, str]]:
    if step.kind in ENDS and (step.next or step.branches):
        key = "next" if step.next else "branches"
        yield (key,), f"จุดสิ้นสุด “{step.label}” มีขั้นตอนต่อไป"


@rule("SOP-P013", "error")
@of_each_procedure
def _into_start(procedure: Procedure) -> Iterator[Finding]:
    for at in _late_starts(procedure):
        yield Finding(procedure.file, ("steps", at, "kind"), f"มีลูกศรเข้าสู่จุดเริ่มต้น “{procedure.steps[at].label}”")


def _late_starts(procedure: Procedure) -> list[int]:
    """Starts and events to which an arrow leads; a way back to the first step does not count."""
    targets = {to for s in procedure.steps for to in (*s.next, *(b.to for b in s.branches))}
    return [at for at, s in enumerate(procedure.steps) if at and s.kind in STARTS and s.id in targets]


@rule("SOP-P008", "error")
@of_each_step
def _subprocess(step: Step) -> Iterator[tuple[Path_, str]]:
    if step.procedure and step.kind != "subprocess":
        yield ("procedure",), f"ขั้นตอน “{step.label}” อ้างกระบวนงานย่อย แต่ kind เป็น {step.kind}"


@rule("SOP-P009", "warning")
@of_each_step
def _no_procedure(step: Step) -> Iterator[tuple[Path_, str]]:
    if step.kind == "subprocess" and not step.procedure:
        yield ("kind",), f"กระบวนงานย่อย “{step.label}” ไม่ได้บอกว่าคือกระบวนงานใด"


@rule("SOP-P010", "error")
@of_each_procedure
def _unreachable(procedure: Procedure) -> Iterator[Finding]:
    if not _is_whole(procedure):
        return
    drawn = graph(procedure)
    starts = [n.id for n in drawn.nodes if n.kind == "terminator" and (n.step is None or n.step.kind in STARTS)]
    starts = [s for s in starts if drawn.ways_out(s)]
    reached = _reach(starts, {n.id: [e.target for e in drawn.ways_out(n.id)] for n in drawn.nodes})
    for at, step in enumerate(procedure.steps):
        if step.id not in reached:
            mend = "ให้ขั้นตอนก่อนหน้าชี้มาที่นี่ (next หรือ branches) หรือลบขั้นตอนนี้"
            yield Finding(procedure.file, ("steps", at, "id"), f"ไม่มีทางไปถึง{step_name(procedure, at)} “{step.label}”", mend, step.id)
            break  # what follows it is not reached for the same reason


@rule("SOP-P011", "error")
@of_each_procedure
def _no_end(procedure: Procedure) -> Iterator[Finding]:
    if not _is_whole(procedure):
        return
    drawn = graph(procedure)
    back: dict[str, list[str]] = {}
    for edge in drawn.edges:
        back.setdefault(edge.target, []).append(edge.source)
    ends = [n.id for n in drawn.nodes if not drawn.ways_out(n.id) and (n.kind == "terminator" or not procedure.ended)]
    ending = _reach(ends, back)
    stuck = [at for at, step in enumerate(procedure.steps) if step.id not in ending]
    if stuck:
        names = ", ".join(step_name(procedure, at) for at in stuck)
        yield Finding(procedure.file, ("steps", stuck[0], "id"), f"จาก{names} ไม่มีทางไปถึงจุดสิ้นสุด")


@rule("SOP-P014", "warning")
@of_each_procedure
def _unfinished(procedure: Procedure) -> Iterator[Finding]:
    if procedure.ended or not _is_whole(procedure):
        return
    drawn = graph(procedure)
    for at, step in enumerate(procedure.steps):
        if step.kind not in ENDS and not drawn.ways_out(step.id):
            yield Finding(procedure.file, ("steps", at, "id"), f"ยังไม่จบ: หลัง{step_name(procedure, at)} “{step.label}” ไม่มีขั้นตอนต่อไปและไม่ใช่จุดสิ้นสุด")


@rule("SOP-P015", "warning")
@of_each_procedure
def _leads_to_itself(procedure: Procedure) -> Iterator[Finding]:
    if procedure.id in procedure.leads_to:
        yield Finding(procedure.file, ("leads_to",), "กระบวนงานทำต่อจากตัวเอง", needle=procedure.id)


@rule("SOP-P017", "error")
def _no_such_step(subject: RuleInput) -> Iterator[Finding]:
    """Steps of other procedures; a procedure that is not there is told by another rule."""
    for procedure in subject.manual.procedures:
        for at, step in enumerate(procedure.steps):
            ways = ((("entry",), step.procedure, step.entry), *((("see", n, "step"), to.procedure, to.step) for n, to in enumerate(step.see)))
            for path, to, wanted in ways:
                known = [s.id for s in of.steps] if (of := subject.manual.procedure.get(to or "")) else []
                if wanted and of and wanted not in known:
                    message = f"ไม่มีขั้นตอน “{wanted}” ในกระบวนงาน “{of.title}”{perhaps(wanted, known)}"
                    yield Finding(procedure.file, ("steps", at, *path), message, needle=wanted)


@rule("SOP-P016", "error")
def _replaces_itself(subject: RuleInput) -> Iterator[Finding]:
    replaced = {p.id: [r.procedure for r in p.replaces if r.procedure] for p in subject.manual.procedures}
    for procedure in subject.manual.procedures:
        if procedure.id in _reach(replaced[procedure.id], replaced):
            yield Finding(procedure.file, ("replaces",), "กระบวนงานใช้แทนตัวเอง", needle=procedure.id)


def _reach(starts: Sequence[str], ways: Mapping[str, Sequence[str]]) -> set[str]:
    reached, waiting = set(starts), list(starts)
    while waiting:
        for target in ways.get(waiting.pop(), ()):
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    return reached


@rule("SOP-P012", "warning")
def _calls_itself(subject: RuleInput) -> Iterator[Finding]:
    calls = {p.id: [s.procedure for s in p.steps if s.procedure] for p in subject.manual.procedures}
    for procedure in subject.manual.procedures:
        for at, step in enumerate(procedure.steps):
            if step.procedure and procedure.id in _reach([step.procedure], calls):
                yield Finding(procedure.file, ("steps", at, "procedure"), f"กระบวนงานย่อย “{step.procedure}” เรียกกลับมายังกระบวนงานนี้")


def _is_whole(procedure: Procedure) -> bool:
    """Whether the graph can be walked: distinct ids, no dangling ways, none out of an end or into a start, no decision without exits."""
    known = {s.id for s in procedure.steps}
    targets = {to for s in procedure.steps for to in (*s.next, *(b.to for b in s.branches))}
    after_end = any(s.kind in ENDS and (s.next or s.branches) for s in procedure.steps)
    unfinished = any(s.kind == "decision" and len(s.branches) < 2 and not s.next for s in procedure.steps)
    return len(known) == len(procedure.steps) and targets <= known and not after_end and not unfinished and not _late_starts(procedure)
