"""A plain page at /api that shows what can be asked, without anything from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from kg.query.named import NamedQuery, named_queries
from kg.query.reference import examples
from kg.serve.named import PATH

_STYLE = """
body { font: 16px/1.6 system-ui, "Noto Sans CJK SC", sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
  color: #1c2430; background: #fff }
h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin: 2rem 0 .2rem } p { margin: .3rem 0 }
code, pre { font-family: ui-monospace, monospace; background: #f2f4f7; border-radius: 4px; padding: .1rem .3rem }
pre { padding: .6rem .8rem; overflow-x: auto } .other { color: #5a6472 }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .5rem 0 } dd { margin: 0 }
"""
_HEAD = f"""<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>政脉 zhengmai · API</title><style>{_STYLE}</style></head><body>
<h1>政脉 zhengmai · 接口 API</h1>
<p>SPARQL 1.1：<code>/sparql</code>　数据集概况 VoID：<a href="/.well-known/void">/.well-known/void</a>
OpenAPI：<a href="/api/openapi.json">/api/openapi.json</a></p>
<p>每条命名查询都是一个地址，默认返回 JSON，
<code>format=csv</code> 和 <code>format=xlsx</code> 返回可用 Excel 打开的表格。</p>
<p class="other">Each named query is an address. Answers are JSON;
<code>format=csv</code> and <code>format=xlsx</code> are for Excel.</p>
"""


def router() -> APIRouter:
    """The route of the page."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/api", response_class=HTMLResponse)
    async def api() -> str:
        return (
            _HEAD + "\n".join(part for query in named_queries().values() for part in _section(query)) + "</body></html>"
        )

    return routes


def _section(query: NamedQuery) -> Iterator[str]:
    yield f"<h2>{escape(query.title['zh'])} <span class=other>{escape(query.title['en'])}</span></h2>"
    yield f"<p>{escape(query.description['zh'])}</p><p class=other>{escape(query.description['en'])}</p>"
    address = f"{PATH}/{query.name}"
    given = examples(query)
    link = f"{address}?{urlencode(given)}" if given else address
    shown = f"{address}?{'&'.join(f'{name}={value}' for name, value in given.items())}" if given else address
    yield f'<pre><a href="{escape(link)}">{escape(shown)}</a></pre>'
    if query.parameters:
        yield "<dl>"
        for parameter in query.parameters:
            mark = "（必填 required）" if parameter.required else ""
            choices = " ".join(f"<code>{escape(choice)}</code>" for choice in parameter.choices)
            meaning = f"{escape(parameter.title['zh'])} {escape(parameter.title['en'])}{mark} {choices}"
            yield f"<dt><code>{escape(parameter.name)}</code></dt><dd>{meaning}</dd>"
        yield "</dl>"
