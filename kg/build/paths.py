"""What a run is given: paths that are there, and a vocabulary that can be read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.build.options import BuildOptions
from kg.errors import ZhengmaiError
from ontology.vocabulary import load_programmes


def check_given(paths: Iterable[Path], options: BuildOptions) -> None:
    """Raises ZhengmaiError for a path that is not there, VocabularyError for a vocabulary file that is bad.

    A missing path is most likely a slip, and building without it would remove from a graph what it stood for; on a bad
    vocabulary each document would fail alone.
    """
    for path in [*paths, *options.vocabulary, *([options.overrides] if options.overrides else [])]:
        if not Path(path).exists():
            raise ZhengmaiError(f"{path}: there is no such file or folder")
    if options.vocabulary:
        load_programmes(options.vocabulary)
