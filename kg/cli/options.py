"""Arguments and options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.errors import ZhengmaiError

if TYPE_CHECKING:
    from kg.endpoint import Endpoint
    from kg.graph import Graph

Paths = Annotated[list[Path], typer.Argument(help="Files and folders of documents (文件或文件夹).", metavar="PATH…")]
GraphPath = Annotated[Path, typer.Option("--graph", "-g", help="Folder of the graph (图谱文件夹).")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="File to write; stdout without it (输出文件).")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary (安静模式).")]
Ner = Annotated[str, typer.Option("--ner", help="Recogniser: policy, lac, none, hanlp:MODEL, policy:FOLDER (识别器).")]
Vocabulary = Annotated[list[Path] | None, typer.Option(help="Programmes of your own, YAML; repeatable (自备词表).")]
Overrides = Annotated[Path | None, typer.Option(help="Table that corrects metadata: doc, region, date… (更正表).")]
Workers = Annotated[
    int | None, typer.Option("--workers", "-j", min=1, help="Processes; all cores without it (进程数).")
]
Judgements = Annotated[
    Path | None, typer.Option(help="File of judgements; judgements.jsonl beside the graph without it (判断文件).")
]
Unmask = Annotated[bool, typer.Option("--unmask/--no-unmask", help="Infer regions that are masked (推断被遮蔽的地区).")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help="Only what was so by then: 2019, 2019-06, 2019-06-30 (截至).")
]
DEFAULT_GRAPH = Path("graph")


_PASSWORD = "ZHENGMAI_PASSWORD"
Server = Annotated[str | None, typer.Option("--endpoint", help="A SPARQL server in its place (SPARQL 服务地址).")]
Updates = Annotated[str | None, typer.Option("--update", help="Where it takes updates, if not at …/update (更新地址).")]
User = Annotated[str | None, typer.Option("--user", help=f"User there; the password in {_PASSWORD} (用户名).")]


@contextmanager
def opened(
    path: Path, endpoint: str | None = None, user: str | None = None, as_of: str | None = None
) -> Iterator[Graph]:
    """The graph in the folder `path`, as of a date if one is given, or the one published to `endpoint`.

    Raises ZhengmaiError where there is none, and for a date of a graph elsewhere.
    """
    from kg.graph import Graph

    if endpoint is None:
        with Graph.open(path, as_of=as_of) as graph:
            yield graph
        return
    if as_of is not None:
        raise ZhengmaiError("--as-of needs a graph in a folder: views of a date are written beside it")
    with reached(endpoint, None, user) as server, Graph.connect(server) as graph:
        yield graph


def reached(endpoint: str, update: str | None, user: str | None) -> Endpoint:
    """The server at `endpoint`; the password of `user` is in the environment."""
    from kg.endpoint import Endpoint

    return Endpoint(endpoint, update, user=user, password=os.environ.get(_PASSWORD, ""))
