"""The texts of the real excerpts, cut out of the corpus that they are from: `excerpts.py POLICIES.jsonl FOLDER`."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent


def excerpts(corpus: Path) -> dict[str, str]:
    """The text of each excerpt by its name: the title of the document, a blank line, the stretch of it that is named.

    `corpus` has one JSON object a line with `id` and `text`. Raises KeyError for a document that is not in it.
    """
    with corpus.open(encoding="utf-8") as lines:
        texts = {one["id"]: one["text"] for one in map(json.loads, lines)}
    with (HERE / "excerpts.csv").open(encoding="utf-8", newline="") as rows:
        return {
            row["doc"]: f"{row['title']}\n\n{texts[row['source']][int(row['start']) : int(row['end'])]}\n"
            for row in csv.DictReader(rows)
        }


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for doc, text in excerpts(Path(sys.argv[1])).items():
        (folder / f"{doc}.txt").write_text(text, encoding="utf-8")
