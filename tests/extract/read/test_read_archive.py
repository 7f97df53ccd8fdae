"""Archives: read like folders, within bounds, and whatever is wrong with a member told by its name."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from extract.document import Document, Refusal
from extract.read import read_paths
from extract.read.limits import Limits

TEXT = "全县工业经济运行平稳。"


def packed(members: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def read(path: Path, limits: Limits | None = None) -> tuple[list[Document], list[tuple[str, str]]]:
    items = list(read_paths([path], limits=limits or Limits()))
    refusals = [(i.source.removeprefix(str(path)), i.reason) for i in items if isinstance(i, Refusal)]
    return [i for i in items if isinstance(i, Document)], refusals


def test_an_archive_is_read_like_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "reports.zip"
    path.write_bytes(packed({"b.txt": TEXT, "a/c.md": TEXT, "metadata.csv": "doc,title\na/c,题\n", "x.odt": "?"}))
    documents, refusals = read(path)
    assert [(d.doc, d.source, d.metadata.title) for d in documents] == [
        ("a/c", "reports.zip/a/c.md", "题"),
        ("b", "reports.zip/b.txt", None),
    ]
    assert refusals == []


def test_an_archive_in_a_folder_lends_its_name(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "附件.zip").write_bytes(packed({"名单.txt": TEXT}))
    documents, _ = read(tmp_path / "in")
    assert [(d.doc, d.source) for d in documents] == [("附件/名单", "in/附件.zip/名单.txt")]


def test_names_in_gbk_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    # Chinese programs write names in GBK and say nothing of it; Python's own writer would say UTF-8.
    path.write_bytes(packed({"NAME.txt": TEXT}).replace(b"NAME.txt", "名单.txt".encode("gbk")[:8].ljust(8, b"_")))
    assert [d.doc for d in read(path)[0]] == ["名单"]


def test_what_is_wrong_with_a_member_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"../evil.txt": TEXT, "/abs.txt": TEXT, "bomb.txt": b"\0" * (8 << 20), "ok.txt": TEXT}))
    documents, refusals = read(path)
    assert [d.doc for d in documents] == ["ok"]
    assert refusals == [
        ("/../evil.txt", "its name leads out of the archive"),
        ("//abs.txt", "its name leads out of the archive"),
        ("/bomb.txt", "it unpacks to more than 200 times its size"),
    ]
    assert not (tmp_path.parent / "evil.txt").exists()


def test_a_locked_member_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    data = bytearray(packed({"a.txt": TEXT}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flags] |= 1
    path.write_bytes(bytes(data))
    assert ("/a.txt", "it is protected by a password") in read(path)[1]


def test_bounds(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"a.txt": TEXT, "b.txt": TEXT}))
    assert read(path, Limits(archive_files=1))[1] == [("", "it has more than 1 files")]
    assert read(path, Limits(archive_bytes=10))[1] == [("", "it is larger than 10 bytes")]
    path.write_bytes(packed({"a.txt": "长" * 1000}))
    assert read(path, Limits(archive_bytes=1000))[1] == [("", "it unpacks to more than 1,000 bytes")]


def test_archives_in_archives_have_an_end(tmp_path: Path) -> None:
    path, data = tmp_path / "a.zip", packed({"deep.txt": TEXT})
    path.write_bytes(packed({"b.zip": data, "c.txt": TEXT}))
    assert [d.doc for d in read(path)[0]] == ["b/deep", "c"]
    path.write_bytes(packed({"b.zip": packed({"c.zip": data}), "c.txt": TEXT}))
    documents, refusals = read(path)
    assert [d.doc for d in documents] == ["c"]
    assert refusals == [("/b.zip/c.zip", "archives lie in each other more than 2 deep")]


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_text(TEXT)
    assert read(path)[1] == [("", "it is not a zip file that can be opened (File is not a zip file)")]


def test_one_name_twice_names_places_that_exist(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.zip").write_bytes(packed({"b.txt": TEXT}))
    (tmp_path / "in" / "a").mkdir()
    (tmp_path / "in" / "a" / "b.txt").write_text(TEXT)
    _, refusals = read(tmp_path / "in")
    assert refusals == [("/a.zip/b.txt", f"it has the same name, 'a/b', as {tmp_path}/in/a/b.txt")]
