"""Files, folders and tables into documents, with what is stated about them."""

import hashlib
import os
from pathlib import Path

import pytest

from extract.document import Document, Metadata, Refusal
from extract.read import read_paths
from extract.read.limits import Limits

TEXT = "全县工业经济运行平稳。"
KNOWN = (
    ".txt, .md, .markdown, .html, .htm, .docx, .doc, .wps, .rtf, .pdf, .xlsx, .xls, .et, .csv, .tsv, .jsonl, "
    ".parquet, .zip"
)


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(*paths: Path, overrides: Path | None = None) -> tuple[list[Document], list[Refusal]]:
    items = list(read_paths(paths, overrides=overrides))
    return [i for i in items if isinstance(i, Document)], [i for i in items if isinstance(i, Refusal)]


def test_a_file_is_named_by_its_stem_and_known_by_its_bytes(tmp_path: Path) -> None:
    path = write(tmp_path / "000.txt", TEXT.encode("gb18030"))
    digest = hashlib.sha256(TEXT.encode("gb18030")).hexdigest()
    assert read(path) == ([Document("000", digest, "000.txt", TEXT)], [])


def test_line_ends_are_one_character(tmp_path: Path) -> None:
    documents, _ = read(write(tmp_path / "a.txt", "一\r\n二\r三\n"))
    assert documents[0].text == "一\n二\n三\n"


def test_a_folder_is_read_sorted_and_deep_without_hidden_or_unknown_files(tmp_path: Path) -> None:
    root = tmp_path / "reports"
    for name in ("b.txt", "a/z.md", "a/c.HTML", ".hidden/x.txt", ".y.txt", "a/notes.odt", "gold/000.json"):
        write(root / name, TEXT)
    documents, refusals = read(root)
    assert [(d.doc, d.source) for d in documents] == [
        ("a/c", "reports/a/c.HTML"),
        ("a/z", "reports/a/z.md"),
        ("b", "reports/b.txt"),
    ]
    assert refusals == []


def test_what_is_given_and_cannot_be_read_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    good = write(tmp_path / "good.txt", TEXT)
    empty = write(tmp_path / "empty.txt", " \n")
    other = write(tmp_path / "a.odt", TEXT)
    fake = write(tmp_path / "fake.docx", TEXT)
    bare = tmp_path / "bare"
    bare.mkdir()
    documents, refusals = read(tmp_path / "missing.txt", empty, other, fake, bare, good)
    assert [d.doc for d in documents] == ["good"]
    assert [(Path(r.source).name, r.reason) for r in refusals] == [
        ("missing.txt", "it cannot be opened: no such file or directory"),
        ("empty.txt", "its text is empty"),
        ("a.odt", f"the format .odt is none of {KNOWN}"),
        ("fake.docx", "it is not a docx file (File is not a zip file)"),
        ("bare", f"there is no file of a known format in it ({KNOWN})"),
    ]


def test_one_name_twice_is_refused_naming_both(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    first, second = write(tmp_path / "a.md", TEXT), write(tmp_path / "other" / "a.txt", TEXT)
    documents, refusals = read(first, second)
    assert [d.source for d in documents] == ["a.md"]
    assert refusals == [Refusal(str(second), f"it has the same name, 'a', as {first}")]


def test_files_of_one_folder_that_differ_in_their_suffix_are_both_read(tmp_path: Path) -> None:
    for name in ("notice.html", "notice.txt", "notice.md"):
        (tmp_path / name).write_text(f"<p>{name}的内容</p>", "utf-8")
    found = {item.source.rpartition("/")[2]: item.doc for item in read_paths([tmp_path]) if isinstance(item, Document)}
    assert found == {"notice.html": "notice", "notice.md": "notice.md", "notice.txt": "notice.txt"}


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", TEXT)
    documents, refusals = read(path, path)
    assert len(documents) == len(refusals) == 1


def test_bounds(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", TEXT)
    assert list(read_paths([path], limits=Limits(file_bytes=10))) == [Refusal(str(path), "it is larger than 10 bytes")]
    refusals = list(read_paths([path], limits=Limits(characters=10)))
    assert refusals == [Refusal(str(path), "its text is longer than 10 characters")]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", TEXT)
    path.chmod(0)
    assert read(path)[1] == [Refusal(str(path), "it cannot be opened: permission denied")]


@pytest.mark.parametrize("name", ["a\0b.txt", "x" * 5000])
def test_an_impossible_path_is_refused(name: str) -> None:
    documents, refusals = read(Path(name))
    assert documents == [] and refusals[0].reason.startswith("it cannot be opened: ")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_folder_without_permission_is_told(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    assert read(tmp_path)[1] == [Refusal(str(closed), "it cannot be opened: permission denied")]


def test_a_pipe_in_a_folder_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    write(tmp_path / "a.txt", TEXT)
    assert [d.doc for d in read(tmp_path)[0]] == ["a"]


@pytest.mark.parametrize("name", [b"/\xff.txt", b"/\xff.jsonl"])
def test_a_file_name_that_is_no_unicode_is_refused(tmp_path: Path, name: bytes) -> None:
    write(Path(os.fsdecode(os.fsencode(tmp_path) + name)), TEXT)
    documents, refusals = read(tmp_path)
    assert documents == [] and refusals[0].reason == "its name is not Unicode"
    assert refusals[0].source.isascii()


def test_front_matter_states_metadata_and_stays_in_the_text(tmp_path: Path) -> None:
    page = f"---\ntitle: 运行情况\ndate: 2021-10\nregion: 安徽省\ntags: [a]\n---\n{TEXT}\n"
    documents, refusals = read(write(tmp_path / "a.md", page))
    assert documents[0].metadata == Metadata(title="运行情况", published="2021-10", region="安徽省")
    assert documents[0].text == page and refusals == []


@pytest.mark.parametrize("page", ["---\n一段\n---\n二段", "---\n{[\n---\n文", "--- \n", "# 标题\n文"])
def test_markdown_without_front_matter(tmp_path: Path, page: str) -> None:
    documents, _ = read(write(tmp_path / "a.md", page))
    assert (documents[0].text, documents[0].metadata) == (page, Metadata())


def test_sidecars_state_metadata_the_deepest_first(tmp_path: Path) -> None:
    write(tmp_path / "a/000.txt", TEXT)
    write(tmp_path / "metadata.csv", "doc,title,region,notice\na/000,上,安徽省,虚构示例\n".encode("gb18030"))
    write(tmp_path / "a/metadata.csv", "doc,title,date,tier\n000,下,2021年3月,official\n")
    documents, refusals = read(tmp_path)
    expected = Metadata(title="下", published="2021-03", region="安徽省", tier="official", notice="虚构示例")
    assert [d.metadata for d in documents] == [expected] and refusals == []


def test_a_file_given_alone_has_its_sidecar_too(tmp_path: Path) -> None:
    path = write(tmp_path / "000.txt", TEXT)
    write(tmp_path / "metadata.csv", "doc,title\n000,标题\n001,别的\n")
    documents, refusals = read(path)
    assert documents[0].metadata == Metadata(title="标题") and refusals == []


def test_what_a_sidecar_states_badly_is_told_by_line(tmp_path: Path) -> None:
    write(tmp_path / "000.txt", TEXT)
    rows = "doc,titel,date,tier,url\n000,x,5355-01,rumour,javascript:x\n000,,,,\n404,,,,\n"
    sidecar = write(tmp_path / "metadata.csv", rows)
    documents, refusals = read(tmp_path)
    assert [d.metadata for d in documents] == [Metadata()]
    assert refusals == [
        Refusal(
            f"{sidecar}:1", "the column 'titel' is none of doc, title, date, region, tier, url, notice, number, issuers"
        ),
        Refusal(f"{sidecar}:2", "its date is left out: '5355-01' has an implausible year"),
        Refusal(
            f"{sidecar}:2",
            "its tier is left out: 'rumour' is none of official, gazette, press, repost, sharing, internal",
        ),
        Refusal(f"{sidecar}:2", "its url is left out: 'javascript:x' is not an http address"),
        Refusal(f"{sidecar}:3", "'000' stands in line 2 already"),
        Refusal(f"{sidecar}:4", "there is no document '404' to state this of"),
    ]


def test_overrides_win_over_everything(tmp_path: Path) -> None:
    write(tmp_path / "in/000.md", f"---\ndate: 2019\ntitle: 题\n---\n{TEXT}")
    write(tmp_path / "in/metadata.csv", "doc,date,region\n000,2020,安徽省\n")
    overrides = write(tmp_path / "fix.csv", "doc,date\n000,2021\n001,2021\n")
    documents, refusals = read(tmp_path / "in", overrides=overrides)
    assert documents[0].metadata == Metadata(title="题", published="2021", region="安徽省")
    assert refusals == [Refusal(f"{overrides}:3", "there is no document '001' to state this of")]


@pytest.mark.parametrize("content", ["title\nx\n", "", b"\x89PNG\x00\xff" * 9])
def test_a_useless_table_of_overrides_stops_nothing(tmp_path: Path, content: str | bytes) -> None:
    documents, refusals = read(write(tmp_path / "a.txt", TEXT), overrides=write(tmp_path / "fix.csv", content))
    assert len(documents) == len(refusals) == 1


def test_a_second_reading_gives_the_same(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c/a.html"):
        write(tmp_path / name, TEXT)
    assert list(read_paths([tmp_path])) == list(read_paths([tmp_path]))
