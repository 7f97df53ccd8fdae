"""docs/queries.md, written from the named queries: run `python -m kg.query.reference [FILE]`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from kg.query.named import NamedQuery, Parameter, named_queries

DEFAULT_FILE = "docs/queries.md"
_INTRO = """\
# 常用查询 Named queries

由 `kg/query/queries/*.rq` 生成，请勿手改：`python -m kg.query.reference`。
Generated from `kg/query/queries/*.rq`; edit these files, not this page.

每条查询都可以用命令行或 Python 运行，也可以把 SPARQL 复制出来改写；
例中的名称出自示例语料（`zhengmai demo`），请换成自己图谱里有的。
Each can be run from the command line and from Python, and its SPARQL copied and changed; the names in the examples are
those of the sample corpus (`zhengmai demo`): put names of your own graph in their place.

| 查询 Query | 中文 | English |
| --- | --- | --- |
"""
_PARAMETERS = "| 参数 Parameter | 含义 Meaning | 取值 Value | 例 Example |\n| --- | --- | --- | --- |"


def reference() -> str:
    """The whole page, in Markdown: the same queries give the same page."""
    queries = list(named_queries().values())
    rows = [f"| [`{q.name}`](#{q.name}) | {q.title['zh']} | {q.title['en']} |" for q in queries]
    return _INTRO + "\n".join(rows) + "\n" + "".join("\n" + "\n".join(_section(query)) + "\n" for query in queries)


def examples(query: NamedQuery) -> dict[str, str | int]:
    """Values that show what the query does: the examples of its required parameters."""
    return {p.name: p.example for p in query.parameters if p.required and p.example is not None}


def _section(query: NamedQuery) -> Iterator[str]:
    yield f"## {query.name}"
    yield f"\n**{query.title['zh']}** · {query.title['en']}\n"
    yield query.description["zh"]
    yield f"{query.description['en']}\n"
    if query.parameters:
        yield _PARAMETERS
        yield from (_parameter_row(parameter) for parameter in query.parameters)
        yield ""
    given = examples(query)
    words = "".join(f" -p {name}={value}" for name, value in given.items())
    yield f"```sh\nzhengmai query --name {query.name}{words}\n```\n"
    arguments = "".join(f", {name}={json.dumps(value, ensure_ascii=False)}" for name, value in given.items())
    yield f'```python\ngraph.named("{query.name}"{arguments})\n```\n'
    yield f"<details><summary>SPARQL</summary>\n\n```sparql\n{query.sparql.strip()}\n```\n\n</details>"


def _parameter_row(parameter: Parameter) -> str:
    name = f"`{parameter.name}`" + ("（必填 required）" if parameter.required else "")
    values = " ".join(f"`{choice}`" for choice in parameter.choices) or parameter.of or parameter.type
    example = "" if parameter.example is None else str(parameter.example)
    return f"| {name} | {parameter.title['zh']} {parameter.title['en']} | {values} | {example} |"


def main() -> None:
    """Write the page to the file named on the command line, or where the repository has it."""
    Path(sys.argv[1] if len(sys.argv) > 1 else DEFAULT_FILE).write_text(reference(), encoding="utf-8")


if __name__ == "__main__":
    main()
