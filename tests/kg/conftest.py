"""The sample corpus as a graph, built once; the helpers beside are known to the tests in the folders below."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import pytest

from kg.build import BuildOptions, build_graph


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    graph = tmp_path_factory.mktemp("sample") / "g"
    with as_file(files("kg.demo") / "corpus") as corpus:
        build_graph([corpus], graph, options=BuildOptions(workers=1))
    return graph
