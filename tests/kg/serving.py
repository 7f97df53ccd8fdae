"""A real server on loopback for the length of a test."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from kg.serve.app import create_app
from kg.serve.settings import ServeSettings


@contextmanager
def serving(graph: Path, settings: ServeSettings | None = None) -> Iterator[str]:
    """The address, `http://127.0.0.1:…`, under which the graph in the folder `graph` is served."""
    app = create_app(graph, settings or ServeSettings(workers=2))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
