"""One server over the ontology's example for all tests that do not need one of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from example_graph import example_trig, write_graph
from serving import serving

from kg.serve.settings import ServeSettings


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_graph(tmp_path_factory.mktemp("example") / "g", example_trig())


@pytest.fixture(scope="session")
def address(example: Path) -> Iterator[str]:
    with serving(example, ServeSettings(workers=2, max_query=20_000)) as address:
        yield address


@pytest.fixture(scope="session")
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=30) as client:
        yield client
