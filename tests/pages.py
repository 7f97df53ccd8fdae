"""The pages of the project as programs: their commands, what they show of the output, and how to show it anew.

`python tests/pages.py` runs the commands of both READMEs on the sample corpus and puts what they print in the place of
what the pages show. A shown line that ends in `…` is cut, a line `…` stands for the rest.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import east_asian_width

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")
CUT = "…"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_COLUMNS, _LINES = 104, 18


@dataclass(frozen=True)
class Command:
    """A line after `$ ` in a console block, and the lines shown under it."""

    line: str
    shown: tuple[str, ...]

    @property
    def runs(self) -> bool:
        return self.line.startswith("zhengmai ")


def blocks(page: str, language: str) -> Iterator[str]:
    for found, body in FENCE.findall((ROOT / page).read_text("utf-8")):
        if found == language:
            yield body


def commands(page: str) -> list[Command]:
    """The commands of a page that the project runs, in order."""
    return [command for body in blocks(page, "console") for command in _commands(body) if command.runs]


def _commands(block: str) -> list[Command]:
    parts = [part.rstrip("\n").split("\n") for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    return [Command(line, tuple(shown)) for line, *shown in parts]


def enter(folder: Path) -> Path:
    """Make of an empty folder one in which commands find what they find in a clone."""
    (folder / "kg").symlink_to(ROOT / "kg")
    return folder


def run(line: str, folder: Path) -> str:
    """What the command prints; raises AssertionError with all that it said if it fails."""
    program, *arguments = shlex.split(line, comments=True)
    return execute([str(Path(sys.executable).with_name(program)), *arguments], folder)


def execute(arguments: list[str], folder: Path) -> str:
    environment = os.environ | {"NO_COLOR": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(arguments, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(f"{shlex.join(arguments)}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def not_printed(shown: tuple[str, ...], printed: str) -> list[str]:
    """The shown lines that are not among the printed ones in this order."""
    rest = iter(printed.split("\n"))
    return [line for line in shown if line != CUT and not any(_shows(line, other) for other in rest)]


def _shows(shown: str, printed: str) -> bool:
    return printed.startswith(shown[:-1]) if shown.endswith(CUT) else printed.rstrip() == shown


def excerpt(printed: str) -> list[str]:
    """The first lines, each as wide as a page."""
    lines = printed.rstrip("\n").split("\n")
    return [_cropped(line) for line in lines[:_LINES]] + ([CUT] if len(lines) > _LINES else [])


def _cropped(line: str) -> str:
    width, end = 0, 0
    for end, character in enumerate(line.rstrip()):
        width += 1 + (east_asian_width(character) in "WF")
        if width > _COLUMNS:
            return line[:end] + CUT
    return line.rstrip()


def renew(page: str) -> None:
    """Write the page with the output of today; commands that show nothing go on showing nothing."""
    path = ROOT / page
    with tempfile.TemporaryDirectory() as folder:
        here = enter(Path(folder))
        path.write_text(FENCE.sub(lambda block: _renewed(block, here), path.read_text("utf-8")), "utf-8")


def _renewed(block: re.Match[str], folder: Path) -> str:
    if block.group(1) != "console":
        return block.group()
    lines: list[str] = []
    for command in _commands(block.group(2)):
        printed = run(command.line, folder) if command.runs else ""
        lines += [f"$ {command.line}", *(excerpt(printed) if command.shown and command.runs else command.shown)]
    return "```console\n" + "\n".join(lines) + "\n```"


if __name__ == "__main__":
    for name in READMES:
        renew(name)
