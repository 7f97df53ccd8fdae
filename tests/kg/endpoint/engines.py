"""SPARQL servers that others wrote, started on loopback for a test."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

from kg.endpoint import Endpoint

_VIRTUOSO = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = {port}
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = {http}
ServerRoot = {folder}
[SPARQL]
ResultSetMaxRows = 1000000
"""


def oxigraph(folder: Path, *options: str) -> Callable[[], Iterator[str]]:
    """The Oxigraph server: the address of its queries."""
    port = free_port()
    binary = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or "oxigraph"
    command = [binary, "serve", "-l", str(folder), "-b", f"127.0.0.1:{port}", *options]
    return lambda: running(command, f"http://127.0.0.1:{port}/query")


def virtuoso(folder: Path) -> Callable[[], Iterator[str]]:
    """Virtuoso: the address of its queries; updates go to /sparql-auth as dba."""
    http = free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(_VIRTUOSO.format(folder=folder, port=free_port(), http=http))
    command = ["virtuoso-t", "+foreground", "+configfile", str(settings)]
    return lambda: running(command, f"http://127.0.0.1:{http}/sparql")


def running(command: Sequence[str], address: str) -> Iterator[str]:
    """`address` once the server that `command` starts answers there; it is ended afterwards."""
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not answers(address):
            assert server.poll() is None, f"{command[0]} did not start"
            time.sleep(0.05)
        yield address
    finally:
        server.kill()
        server.wait()


def answers(address: str) -> bool:
    try:
        return httpx.get(address, params={"query": "ASK {}"}, timeout=10).is_success
    except httpx.HTTPError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def endpoint_at(address: str) -> Iterator[Endpoint]:
    """A client of the server at `address`, of either kind."""
    login = {"user": "dba", "password": "dba", "update": address + "-auth"} if address.endswith("/sparql") else {}
    with Endpoint(address, timeout=120, **login) as endpoint:
        yield endpoint
