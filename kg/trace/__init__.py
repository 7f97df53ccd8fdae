"""Tracing: how a programme spread, by the evidence of this corpus and no other."""

from kg.trace.coverage import Cell, Coverage, Matrix
from kg.trace.filters import Filters
from kg.trace.model import Adoption, Attestation, Event, Source
from kg.trace.network import Network, network, with_inferred
from kg.trace.output import to_csv, to_json, to_table, to_trig, to_turtle, write_panel
from kg.trace.parents import Candidate, Parent
from kg.trace.result import Inference, Provenance, Trace
from kg.trace.run import trace

__all__ = [
    "Adoption",
    "Attestation",
    "Candidate",
    "Cell",
    "Coverage",
    "Event",
    "Filters",
    "Inference",
    "Matrix",
    "Network",
    "Parent",
    "Provenance",
    "Source",
    "Trace",
    "network",
    "to_csv",
    "to_json",
    "to_table",
    "to_trig",
    "to_turtle",
    "trace",
    "with_inferred",
    "write_panel",
]
