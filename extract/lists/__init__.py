"""Lists of title holders (名单): rows of tables and of plain text read as claims, each with its row as evidence.

Agencies lay them out in three ways: a row an enterprise; groups under a row or a merged cell that names a city; cells
merged over rows for a title, a county, a year. The header tells what a column says, the heading above tells the title,
its level, year and stage. Data of the trade (names of columns, stages) are in `extract/rules/title_lists.yaml`.
"""

from extract.lists.claims import list_claims, outside_lists, placed_holders, with_listed
from extract.lists.model import TitleList
from extract.lists.reading import listed_names, read_lists, without_names, without_rows

__all__ = [
    "TitleList",
    "list_claims",
    "listed_names",
    "outside_lists",
    "placed_holders",
    "read_lists",
    "with_listed",
    "without_names",
    "without_rows",
]
