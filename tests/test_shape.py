"""The shape of the code: imports go down, modules stay small, every command is in the README."""

import ast
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GENERATOR = ROOT / "generator"

LAYERS = (
    "cli", "editing", "", "publish", "drafts", "schema", "docx", "xlsx", "pdf", "html", "text", "documents", "rules", "totals", "flow", "drawing", "doers", "edition", "register", "load", "model",
    "source", "ooxml", "output", "fonts", "thai", "runtime",
)  # fmt: skip
"""From the top down; ``""`` is generator/__init__.py. A module may import its own layer and the layers below."""


def modules():
    found = sorted(p for p in GENERATOR.rglob("*.py") if p.name != "__main__.py")
    assert len(found) > 50, "the generator is not where this test looks"
    return found


def layer(path: Path) -> str:
    parts = path.relative_to(GENERATOR).with_suffix("").parts
    return "" if parts == ("__init__",) else parts[0]


def imported(path: Path):
    """The layers that a module imports, those inside functions and for type checking included."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "generator":
            names = node.module.split(".")[1:]
            if names:
                yield names[0]
            else:
                for alias in node.names:
                    yield alias.name if (GENERATOR / alias.name).is_dir() or (GENERATOR / f"{alias.name}.py").exists() else ""
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[1] for alias in node.names if alias.name.startswith("generator."))


def test_every_module_is_in_a_known_layer():
    assert {layer(path) for path in modules()} <= set(LAYERS)


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(GENERATOR).as_posix())
def test_imports_go_down(path):
    here = LAYERS.index(layer(path))
    for name in imported(path):
        assert LAYERS.index(name) >= here, f"{path.name} imports {name}, which is above it"


def name(path: Path) -> str:
    return ".".join(("generator", *path.relative_to(GENERATOR).with_suffix("").parts)).removesuffix(".__init__")


def asked_for(path: Path, known: set[str]) -> set[str]:
    """The modules of the generator that a module imports when it is imported itself."""
    found = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "generator":
            below = {f"{node.module}.{alias.name}" for alias in node.names} & known
            found |= below or {node.module}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names} & known
    return found


def test_no_two_classes_have_one_name():
    names = [node.name for path in modules() for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.ClassDef)]
    assert len(names) > 150
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_no_modules_import_each_other_in_a_circle():
    known = {name(path) for path in modules()}
    waiting = {name(path): asked_for(path, known) - {name(path)} for path in modules()}
    assert sum(map(len, waiting.values())) > 300, "no imports were found"
    while free := {module for module, asked in waiting.items() if not asked & waiting.keys()}:
        waiting = {module: asked for module, asked in waiting.items() if module not in free}
    assert not waiting


def test_every_package_is_on_the_map_in_the_first_docstring():
    import generator

    packages = {layer(path) for path in modules()} - {""}
    assert len(packages) >= 18
    assert [package for package in sorted(packages) if not re.search(rf"\b{package}\b", generator.__doc__ or "")] == []


def test_what_docstrings_refer_to_is_there():
    found = []
    for path in modules():
        found += [(name(path), target) for target in re.findall(r":(?:mod|func|class|meth|data):`[~.]*([\w.]+)`", path.read_text("utf-8"))]
    assert len(found) > 20
    assert [f"{where}: {target}" for where, target in found if not is_there(where, target)] == []


def is_there(where: str, target: str) -> bool:
    """Whether a name leads to something: whole, or from the module in which it is written, or from that module's package."""
    return any(leads(f"{base}{target}") for base in ("", f"{where}.", f"{where.rpartition('.')[0]}."))


def leads(whole: str) -> bool:
    try:
        return bool(pkgutil.resolve_name(whole))
    except (ImportError, AttributeError):
        return False


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(GENERATOR).as_posix())
def test_modules_and_functions_stay_small(path):
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, f"{node.name} is too long"


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(GENERATOR).as_posix())
def test_no_module_is_a_drawer_for_everything(path):
    assert not {"utils", "helpers", "common", "manager", "misc"} & set(path.with_suffix("").parts)


def test_the_generator_never_imports_mkdocs_and_only_commands_print():
    for path in modules():
        text = path.read_text("utf-8")
        names = {a.name.split(".")[0] for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Import) for a in n.names}
        names |= {(n.module or "").split(".")[0] for n in ast.walk(ast.parse(text)) if isinstance(n, ast.ImportFrom)}
        assert "mkdocs" not in names, path
        if layer(path) not in ("cli", "runtime"):
            assert "click" not in names, path
            assert not re.search(r"\bsys\.exit\(|(?<![\w.])print\(", text), path


def test_every_command_has_a_module_and_a_line_in_the_readme():
    from generator.cli import COMMANDS

    readme = (ROOT / "README.md").read_text("utf-8")
    for name in COMMANDS:
        assert re.search(rf"^\| `{name}\b", readme, re.M), name
        assert (GENERATOR / "cli" / f"{'print_' if name == 'print' else name}.py").exists(), name


def test_tests_without_a_browser_start_where_no_browser_is():
    asked = "import sys, tests.conftest; print('playwright' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
    files = list((ROOT / "tests").glob("test_*.py"))
    assert len(files) > 50 and [f.name for f in files if re.search(r"^(?:from|import) playwright", f.read_text("utf-8"), re.M)] == []


def test_nothing_is_left_to_do_in_a_comment():
    for path in [*modules(), *(ROOT / "tests").glob("*.py")]:
        if path != Path(__file__).resolve():
            assert not {"TO" + "DO", "FIX" + "ME", "X" * 3} & set(path.read_text("utf-8").replace(":", " ").split()), path
