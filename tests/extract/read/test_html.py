"""Web pages into lines."""

import pytest

from extract.document import Metadata
from extract.read.html import read_html
from extract.read.limits import DEFAULT_LIMITS, Limits, Unreadable


def lines(page: str) -> list[str]:
    return read_html(page.encode(), DEFAULT_LIMITS).text.split("\n")


def test_only_what_a_reader_sees_of_the_article_is_left() -> None:
    page = """<html><head><title>新闻</title><style>p{}</style></head><body>
      <header>站点头</header><nav>首页 > 动态</nav><script>var a = "脚本";</script><!-- 注释 -->
      <article><header><h1>标题</h1></header><p>第一段<b>加粗</b>文字。</p>
      <p style="display: none">隐藏</p><p hidden>隐藏</p></article>
      <footer>备案号</footer></body></html>"""
    assert lines(page) == ["标题", "第一段加粗文字。"]


def test_blocks_and_breaks_are_lines() -> None:
    assert lines("前<div>一<div>二</div>三</div>四<br>五<ul><li>六<li>七</ul>") == list("前一二三四五六七")


def test_a_row_of_a_table_is_a_line() -> None:
    page = "<table><tr><th>企业</th><th>称号</th></tr><tr><td><p>甲公司</p></td><td></td></tr></table>"
    assert lines(page) == ["企业\t称号", "甲公司\t"]


def test_a_table_for_layout_keeps_its_lines() -> None:
    page = "<table><tr><td>导读</td><td><p>一段。</p><table><tr><td>甲</td><td>乙</td></tr></table></td></tr></table>"
    assert lines(page) == ["导读", "一段。", "甲\t乙"]


def test_cells_without_a_row_are_kept() -> None:
    assert lines("<table><td>甲<td>乙</table>丙") == ["甲", "乙", "丙"]


def test_a_line_end_between_chinese_characters_is_no_blank() -> None:
    assert lines("<p>工业\n   经济 运行\n GDP\n增长</p>") == ["工业经济 运行 GDP 增长"]


def test_meta_elements_of_government_sites_are_read() -> None:
    page = """<html><head><title>关于印发方案的通知_某某政府网</title>
      <meta name="ArticleTitle" content="关于印发方案的通知">
      <meta name="PubDate" content="2021-10-15 09:00">
      <meta name="Url" content="https://example.org/a"></head><body>文</body>"""
    expected = Metadata(title="关于印发方案的通知", published="2021-10-15", url="https://example.org/a")
    assert read_html(page.encode(), DEFAULT_LIMITS).metadata == expected


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>运行情况 - 某网</title><h1>运行情况</h1>", "运行情况"),
        ("<title>运行情况</title><h1>某网</h1>", "运行情况"),
        ("<h1>运行情况</h1>", "运行情况"),
        ("<p>运行情况</p>", None),
    ],
)
def test_title(head: str, title: str | None) -> None:
    assert read_html((head + "<p>文</p>").encode(), DEFAULT_LIMITS).metadata.title == title


def test_an_address_within_the_site_is_no_address() -> None:
    layer = read_html(b'<meta name="Url" content="/art/1.html"><p>x</p>', DEFAULT_LIMITS)
    assert layer.metadata.url is None and layer.problems == ()


def test_a_wrong_date_is_left_out_and_told() -> None:
    layer = read_html(b'<meta name="PubDate" content="soon"><p>x</p>', DEFAULT_LIMITS)
    assert layer.metadata.published is None
    assert layer.problems == ("its date is left out: 'soon' is not a date",)


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-8"])
def test_the_declared_charset_is_honoured(encoding: str) -> None:
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}"></head><p>中文工業</p>'
    assert read_html(page.encode(encoding), DEFAULT_LIMITS).text == "中文工業"


@pytest.mark.parametrize(
    "page", ['<?xml version="1.0" encoding="UTF-8"?><html><p>文</p></html>', "a.txt", "http://x.cn/a"]
)
def test_nothing_is_warned_of(page: str, recwarn: pytest.WarningsRecorder) -> None:
    assert lines(page) and not recwarn.list


def test_depth_does_no_harm() -> None:
    assert lines("<div>" * 20_000 + "深" + "</div>" * 20_000) == ["深"]


def test_tables_nested_without_end_are_refused() -> None:
    with pytest.raises(Unreadable, match="nested more than 50 deep"):
        read_html(b"<table><tr><td>x" * 60, DEFAULT_LIMITS)


def test_too_many_elements_are_refused() -> None:
    with pytest.raises(Unreadable, match="more than 10 elements"):
        read_html(b"<p>a" * 11, Limits(elements=10))


def test_a_page_without_text_says_so() -> None:
    with pytest.raises(Unreadable, match="empty"):
        read_html(b"<html><script>x</script></html>", DEFAULT_LIMITS)
