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

## 答案的形式 Forms of an answer

```sh
zhengmai query --name schemes -p programme=四送一服                    # 表格 a table
zhengmai query --name schemes -p programme=四送一服 -f csv -o a.csv    # 带 BOM，单元格不会被当作公式运行 safe to open
zhengmai query --name schemes -p programme=四送一服 -f xlsx -o a.xlsx  # 首行冻结，列宽合适 frozen header
zhengmai query --name schemes -p programme=四送一服 --cite gbt7714 --accessed 2026-01-31
zhengmai query --name schemes -p programme=四送一服 --cite bibtex -o a.bib
```

`--cite` 列出答案所依据的文件（GB/T 7714-2015 或 BibTeX），每份一次。日期、网址、发文机关、文号只写图谱知道的；
文件的提示（如 虚构示例）随条目写出。引用日期由 `--accessed` 给出：程序不读时钟。
`--cite` prints the documents behind the answer, each once, with date, address, issuer and document number as far as
the graph knows them; a document's notice (虚构示例) goes with it. The day of reading is what `--accessed` says, as
nothing here reads the clock. A row names its documents by IRI, by the columns `document`, `file` and `title`, or by the
IRI of a claim, an event or evidence; where documents share a title, `published` tells them apart, else all are listed.

## 网络分析 Networks

共现、中心度、相似、社群不宜用 SPARQL，由 networkx 计算。项目的边：同一份文件提到两者；地区的边：两地都推行的项目。
What SPARQL is the wrong tool for: programmes are tied by documents that name both, regions by programmes that both
carry out (standing facts). `least` leaves weak ties out, `area` keeps to a region and all in it, `to` to ties of one.

```sh
zhengmai network co-occurrence --least 2               # 哪些抓手常一起出现 programmes that go together
zhengmai network centrality --of regions               # 哪些地区居中 degree, weight, PageRank, betweenness
zhengmai network similar --to 蚌埠市                    # 谁与它最像 regions alike, by Jaccard
zhengmai network communities -f json                   # 项目分群 groups, by Louvain's method
zhengmai network co-occurrence -f graphml -o ties.graphml
```

```python
graph.network("similar", to="蚌埠市").to_dicts()
graph.network("communities").graph  # networkx
```

## 改写与新写 Changing and writing queries

每条查询在嵌入式存储、Oxigraph 服务、Virtuoso 和 rdflib 上答案相同，百万条四元组上的用时见
[query-times.md](query-times.md)。
Each query has the same answer on the embedded store, the Oxigraph server, Virtuoso and rdflib's memory;
[query-times.md](query-times.md) has the times at a million quads. What these engines taught us:

- What is always there stands in one group at the beginning, with one constant to start from (`?claim zm:status
  zm:planned`); other constants stand in a `FILTER`. rdflib hands bindings on to one join only, to `OPTIONAL` always.
- Oxigraph works out an `OPTIONAL` of several patterns by itself and joins by the variables that are surely bound: so
  each has something to start from (`?own a zm:OwnRegion ; zm:canonical/skos:prefLabel ?name`), and none hangs on a
  variable that only another `OPTIONAL` binds. `FILTER EXISTS` holds one pattern, or several that each name a bound one.
- "None of these" is `MINUS { SELECT DISTINCT ?x WHERE { … } }` where patterns bind `?x` inside and outside (Virtuoso is
  wrong where it is computed), else `OPTIONAL { SELECT ?x (COUNT(?y) AS ?n) … GROUP BY ?x } FILTER(!BOUND(?n))`: of
  these one at most, as Virtuoso joins two of them wrongly. No `BIND` in such a subquery makes a
  variable that the outside has too: rdflib lets it through. Days are compared as text (`STR`), as is their `MAX`.
- `ORDER BY` names all columns that can differ, or equal rows come as the engine likes.

## 全部命名查询 All named queries

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
