"""`info`: what a graph holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import DEFAULT_GRAPH, GraphPath
from kg.cli.show import screen_width, show, write_out
from kg.errors import ZhengmaiError

if TYPE_CHECKING:
    from rich.table import Table

    from kg.info import Info


WIDE, MOST_YEARS, FEWER_YEARS = 110, 12, 6
_REGIONS = {"": "unknown 未知", "中国": "national 全国"}


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(info)


def info(
    graph: GraphPath = DEFAULT_GRAPH,
    format: Annotated[str, typer.Option(help="table or json (格式).")] = "table",
) -> None:
    """Counts, coverage by region and year, and what is unresolved (概况)."""
    from kg.info import describe
    from kg.store import open_store

    if format not in ("table", "json"):
        raise ZhengmaiError(f"--format {format}: choose table or json")
    with open_store(graph) as store:
        found = describe(store)
    if format == "json":
        write_out(json.dumps(asdict(found), ensure_ascii=False, indent=2), None)
        return
    show(*found.notices, *_tables(found))


def _tables(found: Info) -> Iterator[Table | str]:
    from kg.query.result import rich_table

    rows = [(name, t.named, _share(t.candidates, t.named), t.canonical) for name, t in found.types.items()]
    yield rich_table("Entities 实体", ("type", "in documents", "not in vocabulary", "after resolution"), rows)
    yield rich_table("Claims and facts 陈述与事实", ("predicate", "claims", "by status", "facts"), _claim_rows(found))
    header, coverage = coverage_rows(found.coverage, MOST_YEARS if screen_width() >= WIDE else FEWER_YEARS)
    yield rich_table("Documents by region and year 覆盖", header, coverage)
    yield _unresolved(found)


def coverage_rows(
    coverage: Mapping[str, Mapping[str, int]], most: int
) -> tuple[tuple[str, ...], list[tuple[int | str, ...]]]:
    """Header and rows: at most the latest `most` years in columns of their own, what is older in one."""
    years = sorted({year for row in coverage.values() for year in row if year})
    older, shown = years[:-most], years[-most:]
    columns = [*([older] if older else []), *([year] for year in shown)]
    header = [*([f"–{older[-1]}"] if older else []), *shown]
    if any("" in row for row in coverage.values()):
        columns.insert(0, [""])
        header.insert(0, "no year")
    rows = [
        (
            _REGIONS.get(province, province),
            *(sum(row.get(year, 0) for year in column) or "" for column in columns),
            sum(row.values()),
        )
        for province, row in coverage.items()
    ]
    return ("", *header, "all"), rows


def _claim_rows(found: Info) -> Iterator[tuple[object, ...]]:
    for predicate, statuses in found.claims.items():
        by_status = ", ".join(f"{status} {count}" for status, count in statuses.items())
        yield predicate, sum(statuses.values()), by_status, found.facts.get(predicate, 0)


def _unresolved(found: Info) -> str:
    claims = sum(sum(statuses.values()) for statuses in found.claims.values())
    regions = ", ".join(f"{way} {_share(count, found.documents)}" for way, count in found.regions.items())
    undated = _share(found.undated_claims, claims)
    sources = f" from {found.documents - found.reprints} sources (the others are reprints)" if found.reprints else ""
    return f"{found.documents} documents{sources}; own region: {regions}; claims without a time: {undated}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "-"
