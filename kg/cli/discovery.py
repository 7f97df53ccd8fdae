"""`discover`: programmes that no vocabulary knows, proposed for an analyst's own vocabulary file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from extract.recogniser.choice import DEFAULT
from kg.cli.build import report_failures
from kg.cli.options import Ner, Overrides, Paths, Quiet, Vocabulary, Workers
from kg.cli.show import build_options, note, progress_bar, show
from kg.errors import ZhengmaiError

if TYPE_CHECKING:
    from rich.table import Table

    from extract.discover import Proposal

_HEADER = ("name", "documents", "mentions", "years", "provinces", "form", "example")
_EXAMPLE = 60
_ENTRY = re.compile(r"^( *)- +id:", re.MULTILINE)

Own = Annotated[Path | None, typer.Option("--output", "-o", help="Vocabulary file to write, YAML (词表文件).")]
Least = Annotated[int, typer.Option(min=1, help="Fewest documents that name it (至少出现的文件数).")]
Limit = Annotated[int, typer.Option(min=1, help="Most proposals (最多条数).")]
Append = Annotated[bool, typer.Option("--append", help="Put new entries behind those of the file (追加到已有词表).")]
Force = Annotated[bool, typer.Option("--force", help="Replace the file, and what it holds (覆盖已有文件).")]


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(discover)


def discover(
    paths: Paths,
    output: Own = None,
    least: Least = 2,
    limit: Limit = 50,
    append: Append = False,
    force: Force = False,
    ner: Ner = DEFAULT,
    vocabulary: Vocabulary = None,
    overrides: Overrides = None,
    workers: Workers = None,
    quiet: Quiet = False,
) -> None:
    """Propose programmes that no vocabulary knows (发现新抓手), for a vocabulary file of your own."""
    from kg.build.discovery import discover_programmes

    own = _with_own(list(vocabulary or ()), output, append=append, force=force)
    options = build_options(ner, own, overrides, workers, True)
    with progress_bar("extracting 抽取", quiet=quiet) as progress:
        found = discover_programmes(paths, options, least=least, progress=progress)
    chosen = found.proposals[:limit]
    if output is not None:
        _write(chosen, output, own, append=append)
    show(_table(chosen))
    if not quiet:
        left = len(found.proposals) - len(chosen)
        more = f", {left} more beyond --limit" if left else ""
        where = f" in {output}" if output is not None else ""
        note(f"{found.documents} documents: {len(chosen)} proposals{where}{more}")
    report_failures(found.failures)


def _with_own(vocabulary: list[Path], output: Path | None, *, append: bool, force: bool) -> list[Path]:
    """The vocabularies of this run, with the file to append to; raises ZhengmaiError where a file would be lost."""
    if append and (output is None or force):
        raise ZhengmaiError("--append needs -o with a vocabulary file, and no --force")
    if output is None or not output.exists():
        return vocabulary
    given = output.resolve() in [path.resolve() for path in vocabulary]
    if append:
        return vocabulary if given else [*vocabulary, output]
    if not force:
        raise ZhengmaiError(f"{output} is there already: --append adds to it, --force replaces it")
    if given:
        raise ZhengmaiError(f"{output} is a --vocabulary of this run, so --force would lose its entries: use --append")
    return vocabulary


def _write(proposals: Sequence[Proposal], output: Path, own: Sequence[Path], *, append: bool) -> None:
    """Write or lengthen the file, after it has been seen to load; raises ZhengmaiError where it does not."""
    from extract.discover.vocabulary_file import entry_text, vocabulary_text
    from kg.store.files import write_whole

    text = vocabulary_text(proposals)
    if append and output.exists():
        old = output.read_text("utf-8").rstrip("\n")
        indents = _ENTRY.findall(old)
        entries = [entry_text(proposal, indents[-1] if indents else "") for proposal in proposals]
        text = "\n".join([old + "\n", *entries])
    _check_loads(text, output, [path for path in own if path.resolve() != output.resolve()])
    write_whole(output, text)


def _check_loads(text: str, output: Path, others: Sequence[Path]) -> None:
    from ontology.vocabulary import VocabularyError, load_programmes

    with TemporaryDirectory() as folder:
        trial = Path(folder) / output.name
        trial.write_text(text, "utf-8")
        try:
            load_programmes([*others, trial])
        except VocabularyError as error:
            reason = str(error).removeprefix(f"{trial}:")
            raise ZhengmaiError(f"{output} is left as it was, as it would not load: line {reason}") from error


def _table(proposals: Sequence[Proposal]) -> Table:
    from kg.query.result import rich_table

    return rich_table(None, _HEADER, map(list, map(_row, proposals)))


def _row(proposal: Proposal) -> Iterator[object]:
    years = proposal.years
    yield proposal.label
    yield proposal.documents
    yield proposal.mentions
    yield years[0] if len(years) == 1 else f"{years[0]}-{years[-1]}" if years else ""
    yield "、".join(proposal.provinces) or ("全国" if proposal.national else "")
    yield proposal.form
    yield _around(proposal)


def _around(proposal: Proposal) -> str:
    """The first example, cut to what stands around the name."""
    sentence = proposal.examples[0].sentence
    at = max(sentence.find(proposal.label), 0)
    low = max(0, at - _EXAMPLE // 2)
    cut = sentence[low : low + _EXAMPLE]
    return f"{'…' * (low > 0)}{cut}{'…' * (low + _EXAMPLE < len(sentence))}"
