"""Engines with the sample graph published to them, once a run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from engines import endpoint_at, oxigraph, virtuoso

from kg import Graph
from kg.endpoint import publish
from kg.store import open_store


@pytest.fixture(
    scope="session", params=["oxigraph", "oxigraph-union", pytest.param("virtuoso", marks=pytest.mark.slow)]
)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an engine: with a default graph of its own, with a union that cannot be written, Virtuoso."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "virtuoso":
        if shutil.which("virtuoso-t") is None:
            pytest.skip("virtuoso-t is not installed")
        yield from virtuoso(folder)()
    else:
        yield from oxigraph(folder, *(["--union-default-graph"] if request.param.endswith("union") else []))()


@pytest.fixture(scope="session")
def published(engine: str, sample_folder: Path) -> Iterator[Graph]:
    """The sample graph as the engine has it."""
    with endpoint_at(engine) as endpoint:
        with open_store(sample_folder) as store:
            publish(store, endpoint)
        yield Graph.connect(endpoint)


@pytest.fixture(scope="session")
def embedded(sample_folder: Path) -> Iterator[Graph]:
    with Graph.open(sample_folder) as graph:
        yield graph
