"""`serve`: the graph over HTTP."""

from __future__ import annotations

import socket
from typing import Annotated

import typer

from kg.cli.options import DEFAULT_GRAPH, GraphPath
from kg.cli.show import note
from kg.errors import ZhengmaiError


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(serve)


def serve(
    graph: GraphPath = DEFAULT_GRAPH,
    host: Annotated[str, typer.Option(help="Address to listen on (监听地址).")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one (端口).")] = 7878,
    timeout: Annotated[float, typer.Option(help="Seconds that a query may take (查询时限，秒).")] = 30.0,
    max_rows: Annotated[int, typer.Option(help="Rows or triples of an answer (行数上限).")] = 100_000,
    max_bytes: Annotated[int, typer.Option(help="Bytes of an answer (字节上限).")] = 64 << 20,
    memory: Annotated[int, typer.Option(help="Megabytes a worker may take; 0: no limit (内存上限).")] = 2048,
    workers: Annotated[int, typer.Option("--workers", "-j", help="Queries at the same time (并发数).")] = 4,
    name: Annotated[
        list[str] | None, typer.Option(help="A host name under which it is reached; repeatable (主机名).")
    ] = None,
    cors: Annotated[bool, typer.Option(help="Let pages of other sites read answers (跨域只读).")] = False,
    corrections: Annotated[bool, typer.Option(help="Let the page mark evidence as wrong (允许标注有误).")] = False,
) -> None:
    """Serve the graph: the explorer's page, SPARQL 1.1 Protocol and named queries (启动服务)."""
    import uvicorn

    from kg.serve.app import create_app
    from kg.serve.settings import ServeSettings
    from viz.explorer.assets import HOW, missing

    settings = ServeSettings(
        host=host,
        port=port,
        timeout=timeout,
        max_rows=max_rows,
        max_bytes=max_bytes,
        memory=memory,
        workers=workers,
        names=tuple(name or ()),
        cors=cors,
        corrections=corrections,
    )
    app = create_app(graph, settings)
    with _listening(host, port) as listening:
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{listening.getsockname()[1]}"
        note(f"{address}/  {address}/sparql  {address}/api  (Ctrl-C ends it 按 Ctrl-C 结束)")
        if absent := missing():
            note(f"The page draws no graphs and has a plain editor: {', '.join(absent)} missing; {HOW}")
        config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=1)
        uvicorn.Server(config).run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise ZhengmaiError(f"{host}:{port} cannot be listened on: {error.strerror or error}") from error
