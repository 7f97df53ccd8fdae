"""Tracing: how a programme spread, by the evidence of this corpus and no other."""

from kg.trace.model import Adoption, Attestation, Coverage, Trace
from kg.trace.output import to_csv, to_json, to_table
from kg.trace.run import Filters, trace

__all__ = ["Adoption", "Attestation", "Coverage", "Filters", "Trace", "to_csv", "to_json", "to_table", "trace"]
