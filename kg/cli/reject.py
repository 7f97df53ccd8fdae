"""`reject`: evidence of an adoption that is wrong, noted so that the next build leaves it out."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import DEFAULT_GRAPH, GraphPath, opened
from kg.cli.show import note


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(reject)


def reject(
    programme: Annotated[str, typer.Argument(help="Name, alias or IRI of a programme (政策抓手).")],
    region: Annotated[str, typer.Argument(help="Name, code or IRI of the region, as the trace has it (地区).")],
    graph: GraphPath = DEFAULT_GRAPH,
    group: Annotated[
        str, typer.Option("--group", help="adopted, planned or ended: which of its lines (推行、计划或结束).")
    ] = "adopted",
    undo: Annotated[bool, typer.Option("--undo", help="Take back what was rejected (撤回).")] = False,
) -> None:
    """Reject a line of a trace (剔除误读): its evidence is noted as wrong, and the next build leaves it out."""
    from kg.query.cells import visible
    from kg.trace.rejection import adoption_of, restore
    from kg.trace.rejection import reject as reject_all

    with opened(graph) as opened_graph:
        found = opened_graph.trace(programme)
        if undo:
            taken = restore(opened_graph, found, region)
            note(f"{len(taken)} corrections taken back 撤回更正 {len(taken)} 条; zhengmai build shows it")
            return
        adoption = adoption_of(found, region, group)
        noted = reject_all(opened_graph, found, adoption)
        quotes = {(one.source.id, one.start, one.end): one for one in adoption.attestations}
        for correction in noted:
            one = quotes[correction.document, correction.start, correction.end]
            print(visible(f"{one.source.name}\t{correction.start}-{correction.end}\t{one.sentence}"))
        note(f"{len(noted)} places noted as wrong 记为有误 {len(noted)} 处; the next zhengmai build leaves them out")
