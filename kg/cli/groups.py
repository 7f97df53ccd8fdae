"""Groups of the command line: `zhengmai relations train`."""

from __future__ import annotations

from collections.abc import Callable

import typer


def add_group(app: typer.Typer, name: str, about: str, *commands: Callable[..., None]) -> None:
    """Add a group of commands, told `about` in its help."""
    group = typer.Typer(help=about, no_args_is_help=True)
    # A callback, so that a group of one command keeps its name.
    group.callback(help=about)(lambda: None)
    for command in commands:
        group.command()(command)
    app.add_typer(group, name=name)
