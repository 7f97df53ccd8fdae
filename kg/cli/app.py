"""The application: its commands, and what becomes of errors."""

from __future__ import annotations

import io
import os
import sys

import typer

from kg.cli import (
    build,
    demo,
    difference,
    discovery,
    evaluation,
    events,
    inspect,
    ner,
    network,
    pathways,
    publish,
    query,
    register,
    reject,
    relations,
    resolve,
    search,
    serve,
    take_out,
    trace,
)
from kg.errors import ZhengmaiError

EXIT_BAD_INPUT = 2
EXIT_INTERRUPTED = 130

app = typer.Typer(
    name="zhengmai",
    help="政脉: a knowledge graph of China's industrial policy, out of the reports that local governments write.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
_GROUPS = (
    build, discovery, inspect, query, network, trace, reject, pathways, resolve, search, difference, serve, publish,
    take_out, evaluation, ner, relations, events, register, demo,
)  # fmt: skip
for group in _GROUPS:
    group.add_commands(app)


def main() -> None:
    """Run the command line: one clear line on stderr for what the user can mend, and exit code 2."""
    _speak_utf8()
    try:
        app(standalone_mode=True)
    except ZhengmaiError as error:
        _complain(str(error))
    except KeyboardInterrupt:
        print("zhengmai: interrupted", file=sys.stderr)
        sys.exit(EXIT_INTERRUPTED)
    except RuntimeError as error:
        from kg.store.disk import is_damage

        if not is_damage(error):
            raise
        _complain(f"the store is damaged: build the documents into another folder ({error})")
    except (OSError, ValueError) as error:
        # Of these, libraries raise many for bad input: unreadable files, malformed vocabularies and times.
        if os.environ.get("ZHENGMAI_DEBUG"):
            raise
        _complain(_told(error))


def _told(error: OSError | ValueError) -> str:
    """What to say of an error: a file and what is wrong with it, where it names both."""
    if isinstance(error, OSError) and error.filename and error.strerror:
        return f"{error.filename}: {error.strerror}"
    return str(error)


def _complain(message: str) -> None:
    print(f"zhengmai: {' '.join(message.split())}", file=sys.stderr)
    sys.exit(EXIT_BAD_INPUT)


def _speak_utf8() -> None:
    """Chinese must pass through any pipe and under any locale."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
