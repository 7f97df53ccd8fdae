"""What commands put on the screen, into pipes and into files."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ZhengmaiError
from kg.store.files import write_bytes, write_whole

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kg.build import BuildOptions
    from kg.build.options import Progress

# Without a terminal nobody folds lines by eye: tables get the width that they need.
_PIPE_WIDTH = 200


def write_out(text: str, output: Path | None) -> None:
    """Put `text` into the file `output`, whole or not at all, or on stdout."""
    if output is not None:
        write_whole(output, text)
        return
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def put_bytes(data: bytes, output: Path | None) -> None:
    """Put `data` into the file `output`, whole or not at all, or into a pipe; raises ZhengmaiError for a screen."""
    if output is not None:
        write_bytes(output, data)
    elif sys.stdout.isatty():
        raise ZhengmaiError("this format is for a file: name one with -o")
    else:
        sys.stdout.buffer.write(data)


def show(*renderables: RenderableType) -> None:
    """Put rich tables and text on stdout."""
    from rich.console import Console

    console = Console(width=screen_width())
    for renderable in renderables:
        console.print(renderable)


def screen_width() -> int:
    """How many columns a table may fill."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else _PIPE_WIDTH


def note(text: str) -> None:
    """A line about the run, on stderr: stdout is for results."""
    print(text, file=sys.stderr)


@contextmanager
def progress_bar(label: str, *, quiet: bool) -> Iterator[Progress | None]:
    """A bar on stderr that is told `(done, total)`; None with `quiet` or where stderr is no terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def build_options(
    ner: str,
    vocabulary: list[Path] | None,
    overrides: Path | None,
    workers: int | None,
    unmask: bool,
) -> BuildOptions:
    """The options of a build or an extraction as the command line has them; raises ChoiceError for a bad one."""
    from extract.recogniser.choice import choose
    from kg.build.options import BuildOptions, usable_cores

    choose(ner)
    return BuildOptions(ner, tuple(vocabulary or ()), unmask, overrides, workers or usable_cores())
