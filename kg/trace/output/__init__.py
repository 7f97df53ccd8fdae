"""A trace as a table, JSON, CSV, RDF, and as files for the statistics that follow."""

from kg.trace.output.panel import PanelFiles, write_panel
from kg.trace.output.plain import to_csv, to_json
from kg.trace.output.rdf import to_trig, to_turtle
from kg.trace.output.table import place_name, to_table

__all__ = ["PanelFiles", "place_name", "to_csv", "to_json", "to_table", "to_trig", "to_turtle", "write_panel"]
