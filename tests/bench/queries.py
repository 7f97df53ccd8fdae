"""How long every named query takes, on three engines in one run: `python tests/bench/queries.py --help`.

Synthetic reports are one graph: embedded, behind the Oxigraph server, and in rdflib's memory. Each query is asked
with what it requires, all rows are fetched, and it is ended when it has used up its processor time. A graph in
`--graph` is made once and used again. With `--page` (a Markdown file) the table is written there too.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing as mp
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "kg"))
sys.path.insert(0, str(Path(__file__).parents[1] / "kg" / "endpoint"))
sys.path.insert(0, str(Path(__file__).parents[2]))

import httpx
import pyoxigraph as ox
from engines import answers, free_port
from records_graph import graph_of
from synthetic import records

from kg import Graph
from kg.query.named import NamedQuery, named_queries
from kg.store import open_store

REPORTS = 800
# Processor seconds a query; an engine that waits instead of working is given up after so many times as many.
CAPS = {"embedded": 60, "server": 60, "rdflib": 120}
_PATIENCE = 12
_KINDS = {"Programme": "四送一服", "Region": "安徽省", "Industry": "工业机器人"}
_TICKS = os.sysconf("SC_CLK_TCK")

Ask = Callable[[str], int]


@dataclass(frozen=True)
class Timing:
    """Rows, processor and clock seconds; `failed` where there is no answer, and why."""

    rows: int = 0
    processor: float = 0.0
    clock: float = 0.0
    failed: str = ""


def main(options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = options.graph or Path(folder) / "g"
        if not path.exists():
            graph_of(list(records(options.reports)), path)
        with Graph.open(path) as graph:
            quads = sum(1 for _ in graph.store.quads())
            reports = len(graph.named("documents"))
            texts = {name: _text(graph, query) for name, query in named_queries().items()}
        found = {name: dict(_told(name, ENGINES[name](path, texts))) for name in options.engines}
    table = "\n".join(_lines(found, quads, reports)) + "\n"
    print(table)
    if options.page is not None:
        options.page.write_text(table, "utf-8")


def _told(engine: str, timings: Iterator[tuple[str, Timing]]) -> Iterator[tuple[str, Timing]]:
    for query, timing in timings:
        print(f"{engine} {query}: {timing}", file=sys.stderr, flush=True)
        yield query, timing


def _text(graph: Graph, query: NamedQuery) -> str:
    """The query with its required parameters, as any engine reads it."""
    given = {p.name: _value(graph, p.of) for p in query.parameters if p.required}
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in graph.prefixes.items())
    return prefixes + graph.named_sparql(query.name, given)


def _value(graph: Graph, of: str | None) -> str:
    if of in _KINDS:
        return _KINDS[of]
    kind = of or "Enterprise"
    link = {"Enterprise": "recognisedAs", "Park": "develops", "Policy": "establishes"}[kind]
    (row, *_) = graph.query(f"SELECT ?x {{ ?x a zm:{kind} ; zm:{link} ?y }} ORDER BY ?x LIMIT 1").to_dicts()
    return str(row["x"])


def embedded(path: Path, texts: Mapping[str, str]) -> Iterator[tuple[str, Timing]]:
    """The store on disk, opened anew for each query."""

    def ask(text: str) -> int:
        with open_store(path) as store:
            answer = store.query(text)
            assert isinstance(answer, ox.QuerySolutions)
            return sum(1 for _ in answer)

    for query, text in texts.items():
        yield query, _in_fork(ask, text, CAPS["embedded"])


def memory(path: Path, texts: Mapping[str, str]) -> Iterator[tuple[str, Timing]]:
    """rdflib's own store, filled once and forked for every query."""
    import rdflib

    warnings.simplefilter("ignore")
    data = rdflib.Dataset(default_union=True)
    with open_store(path) as store:
        lines = (f"{quad} .\n" for quad in store.quads() if not str(quad.graph_name).endswith("/inferred>"))
        data.parse(data="".join(lines), format="nquads")
    gc.freeze()
    for query, text in texts.items():
        yield query, _in_fork(lambda text: len(list(data.query(text))), text, CAPS["rdflib"])


def _in_fork(ask: Ask, text: str, cap: int) -> Timing:
    """What `ask` took in a process of its own, which the kernel ends when it has used up `cap` processor seconds."""
    context = mp.get_context("fork")
    here, there = context.Pipe(duplex=False)

    def work() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (cap, cap))
        try:
            there.send(_timed(ask, text, time.process_time))
        except Exception as error:
            there.send(Timing(failed=type(error).__name__))

    child = context.Process(target=work)
    child.start()
    there.close()
    try:
        return here.recv() if here.poll(cap * _PATIENCE) else Timing(failed=f"> {cap} s")
    except EOFError:
        return Timing(failed=f"> {cap} s")
    finally:
        child.kill()
        child.join()


def _timed(ask: Ask, text: str, processor: Callable[[], float]) -> Timing:
    spent, started = processor(), time.perf_counter()
    rows = ask(text)
    return Timing(rows, processor() - spent, time.perf_counter() - started)


def server(path: Path, texts: Mapping[str, str]) -> Iterator[tuple[str, Timing]]:
    """The Oxigraph server over HTTP, by its own processor time; one that has used up the cap is started anew."""
    binary = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    if binary is None:
        return
    waiting = dict(texts)
    while waiting:
        with _running(binary, path) as (process, address):
            for query, text in list(waiting.items()):
                del waiting[query]
                timing = _of_server(process, address, text)
                yield query, timing
                if timing.failed:
                    break


@contextmanager
def _running(binary: str, path: Path) -> Iterator[tuple[int, str]]:
    with open_store(path) as store:
        folder = store.place / "store"
    port = free_port()
    command = [binary, "serve-read-only", "-l", str(folder), "-b", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/query"
    try:
        while not answers(address):
            assert process.poll() is None, "the Oxigraph server did not start"
            time.sleep(0.05)
        yield process.pid, address
    finally:
        process.kill()
        process.wait()


def _of_server(process: int, address: str, text: str) -> Timing:
    def ask(text: str) -> int:
        headers = {"Content-Type": "application/sparql-query", "Accept": "text/tab-separated-values"}
        with httpx.stream("POST", address, content=text.encode(), headers=headers, timeout=None) as answer:
            answer.raise_for_status()
            return sum(1 for _ in answer.iter_lines()) - 1

    context = mp.get_context("fork")
    here, there = context.Pipe(duplex=False)
    spent, started, cap = _spent(process), time.perf_counter(), CAPS["server"]

    def work() -> None:
        with suppress(httpx.HTTPError):
            there.send(_timed(ask, text, lambda: _spent(process)))

    child = context.Process(target=work)
    child.start()
    there.close()
    try:
        while not here.poll(0.2):
            if _spent(process) - spent > cap or time.perf_counter() - started > cap * _PATIENCE:
                return Timing(failed=f"> {cap} s")
        return here.recv()
    except EOFError:
        return Timing(failed="refused")
    finally:
        child.kill()
        child.join()


def _spent(process: int) -> float:
    """Processor seconds of a process so far, in user and system mode (proc(5))."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


ENGINES: Mapping[str, Callable[[Path, Mapping[str, str]], Iterator[tuple[str, Timing]]]] = {
    "embedded": embedded,
    "server": server,
    "rdflib": memory,
}


def _lines(found: Mapping[str, Mapping[str, Timing]], quads: int, reports: int) -> Iterator[str]:
    yield f"""# 命名查询用时 Times of the named queries

由 `python tests/bench/queries.py --page docs/query-times.md` 一次运行写出：{reports:,} 份合成报告，{quads:,} 条四元组。
每格两个数：处理器秒数 / 时钟秒数。机器忙时只有前者可比，后者包括等待处理器的时间。
处理器用满 {CAPS["embedded"]} 秒（rdflib {CAPS["rdflib"]} 秒）即终止，记为 `>`；`—` 是这次没有测。

Written by `python tests/bench/queries.py --page docs/query-times.md` in one run: {reports:,} synthetic reports,
{quads:,} quads in named graphs (the stores hold the merged default graph besides). Required parameters only, all rows
fetched, each query once. Every cell has seconds of the processor / seconds on the clock. At the end of the run the
machine had {_load()}: where these are more than the cores, only
the first can be compared, as the second includes waiting for a processor. Opening the embedded store is included. Of
the server it is the server's own processor time, and on the clock HTTP and reading the answer are in it.
rdflib was filled before.
A query that has used {CAPS["embedded"]} s of a processor (rdflib: {CAPS["rdflib"]} s) is ended and shown with `>`;
`—` was not measured.
"""
    yield "| query | rows | embedded | Oxigraph server | rdflib, memory |\n| --- | ---: | ---: | ---: | ---: |"
    for name in named_queries():
        timings = [found.get(engine, {}).get(name) for engine in ENGINES]
        here = next((timing for timing in timings if timing and not timing.failed), Timing())
        cells = " | ".join(_cell(timing, here) for timing in timings)
        yield f"| `{name}` | {here.rows:,} | {cells} |"


def _load() -> str:
    return f"{os.getloadavg()[2]:.1f} processes ready to run on {os.cpu_count()} cores"


def _cell(timing: Timing | None, first: Timing) -> str:
    if timing is None:
        return "—"
    if timing.failed:
        return timing.failed
    differs = "" if timing.rows == first.rows else f" ({timing.rows:,} rows)"
    return f"{timing.processor:,.2f} / {timing.clock:,.2f}{differs}"


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument("--reports", type=int, default=REPORTS, help="synthetic reports, about 1,300 quads each")
    parser.add_argument("--graph", type=Path, help="where the graph is, or is to be made")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES), help="which ones")
    parser.add_argument("--page", type=Path, help="a Markdown file for the table")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main(_options(sys.argv[1:]))
