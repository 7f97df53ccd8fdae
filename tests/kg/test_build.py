"""Building a graph: repeatable, incremental, and nothing that one document does stops the others."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import read_tiny

from extract.document import Document
from kg.build import BuildOptions, BuildReport, build_graph
from kg.build.extractor import Extractor
from kg.errors import ZhengmaiError
from kg.store import open_store
from ontology.records import Record

ALONE = BuildOptions(workers=1)
TINY = Extractor(read_tiny, "tiny-1")


def corpus(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def build(paths: Path, out: Path, extractor: Extractor = TINY, options: BuildOptions = ALONE) -> BuildReport:
    return build_graph([paths], out, extractor=extractor, options=options)


def lines(out: Path) -> list[str]:
    with open_store(out) as store:
        return sorted(map(str, store.quads()))


def asks(out: Path, pattern: str) -> bool:
    with open_store(out) as store:
        return bool(store.query(f"ASK {{ {pattern} }}"))


def test_a_report_becomes_facts_events_and_text(tmp_path: Path) -> None:
    reports = corpus(tmp_path / "in", a="2021年已开展“四送一服”")
    report = build(reports, tmp_path / "g")
    assert (report.documents, report.claims, report.facts) == (1, 1, 1)
    assert asks(tmp_path / "g", "zmi:region\\/340100 zm:implements zmi:programme\\/si-song-yi-fu")
    assert asks(tmp_path / "g", "?event zm:programme zmi:programme\\/si-song-yi-fu ; zm:time '2021'")
    with open_store(tmp_path / "g") as store:
        (record,) = store.records()
        evidence = record.relations[0].evidence[0]
        assert store.text(record.id)[evidence.start : evidence.end] == evidence.quote


def test_nothing_new_costs_no_generation(tmp_path: Path) -> None:
    reports = corpus(tmp_path / "in", a="2021年已开展“四送一服”", b="2022年计划开展“四送一服”")
    first, second = (build(reports, tmp_path / "g") for _ in range(2))
    assert (first.changed, first.extracted) == (True, 2)
    assert (second.changed, second.extracted, second.generation) == (False, 0, first.generation)
    assert (second.entities, second.claims, second.facts) == (first.entities, first.claims, first.facts)


def test_a_document_added_and_removed_gives_the_first_graph_again(tmp_path: Path) -> None:
    reports = corpus(tmp_path / "in", a="2021年已开展“四送一服”", b="2020年已开展“亩均论英雄”")
    build(reports, tmp_path / "g")
    before = lines(tmp_path / "g")
    corpus(reports, c="2023年停止开展“四送一服”", d="2019年已开展“四送一服”")
    report = build(reports, tmp_path / "g")
    assert report.extracted == 2
    assert not asks(tmp_path / "g", "zmi:region\\/340100 zm:implements zmi:programme\\/si-song-yi-fu")
    for name in "cd":
        (reports / f"{name}.txt").unlink()
    assert build(reports, tmp_path / "g").removed == 2
    assert lines(tmp_path / "g") == before


def test_an_update_equals_a_build_from_nothing(tmp_path: Path) -> None:
    reports = corpus(
        tmp_path / "in", a="2021年已开展“四送一服”", b="2020年已开展“亩均论英雄”", c="2018年计划开展“亩均论英雄”"
    )
    build(reports, tmp_path / "updated")
    corpus(reports, a="2021年停止开展“四送一服”", d="2022年已开展“亩均论英雄”")
    (reports / "b.txt").unlink()
    build(reports, tmp_path / "updated")
    build(reports, tmp_path / "fresh")
    assert lines(tmp_path / "updated") == lines(tmp_path / "fresh")


def test_where_a_third_of_many_documents_goes_all_that_stays_is_written_anew(tmp_path: Path) -> None:
    texts = {f"d{n:03}": f"{1900 + n}年已开展“四送一服”" for n in range(100)}
    reports = corpus(tmp_path / "in", **texts)
    build(reports, tmp_path / "g")
    for n, name in enumerate(texts):
        if n % 3:
            (reports / f"{name}.txt").unlink()
    report = build(reports, tmp_path / "g")
    assert (report.removed, report.documents, report.extracted) == (66, 34, 0)
    build(reports, tmp_path / "fresh")
    assert lines(tmp_path / "g") == lines(tmp_path / "fresh")


def test_a_renamed_file_is_not_extracted_again(tmp_path: Path) -> None:
    reports = corpus(tmp_path / "in", a="2021年已开展“四送一服”")
    build(reports, tmp_path / "g")
    (reports / "a.txt").rename(reports / "renamed.txt")
    assert build(reports, tmp_path / "g").extracted == 0
    with open_store(tmp_path / "g") as store:
        assert [(r.doc, r.source) for r in store.records()] == [("renamed", "in/renamed.txt")]


def test_the_same_bytes_count_once(tmp_path: Path) -> None:
    reports = corpus(tmp_path / "in", a="2021年已开展“四送一服”", b="2021年已开展“四送一服”")
    report = build(reports, tmp_path / "g")
    assert report.documents == 1
    assert report.repeated == ("in/b.txt = in/a.txt",)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_bad_document_is_reported_and_stops_nothing(tmp_path: Path, workers: int) -> None:
    texts = {f"d{number:02}": f"{2000 + number}年已开展“四送一服”" for number in range(45)}
    reports = corpus(tmp_path / "in", **texts, bad="此处出错")
    report = build(reports, tmp_path / "g", options=BuildOptions(workers=workers))
    assert report.documents == 45
    assert [(f.source, f.reason) for f in report.failures] == [
        ("in/bad.txt", "extraction failed: ValueError: cannot read this")
    ]


def test_a_document_that_kills_its_process_is_reported_and_stops_nothing(tmp_path: Path) -> None:
    texts = {f"d{number:02}": f"{2000 + number}年已开展“四送一服”" for number in range(22)}
    reports = corpus(tmp_path / "in", **texts, bad="此处崩溃")
    report = build(reports, tmp_path / "g", options=BuildOptions(workers=2))
    assert report.documents == 22
    assert [failure.source for failure in report.failures] == ["in/bad.txt"]


def test_processes_do_not_show_in_the_graph(tmp_path: Path) -> None:
    reports = corpus(tmp_path / "in", **{f"d{n:02}": f"{2000 + n}年已开展“四送一服”" for n in range(45)})
    build(reports, tmp_path / "one")
    build(reports, tmp_path / "two", options=BuildOptions(workers=2))
    assert lines(tmp_path / "one") == lines(tmp_path / "two")


def test_a_record_that_breaks_the_contract_is_refused(tmp_path: Path) -> None:
    def misquote(document: Document) -> Record:
        record = read_tiny(document)
        relation = record.relations[0]
        return replace(record, relations=[replace(relation, evidence=[replace(relation.evidence[0], quote="无此句")])])

    reports = corpus(tmp_path / "in", a="2021年已开展“四送一服”")
    with pytest.raises(ZhengmaiError, match="无此句"):
        build(reports, tmp_path / "g", Extractor(misquote, "misquote"))


def test_another_configuration_extracts_anew(tmp_path: Path) -> None:
    reports = corpus(tmp_path / "in", a="2021年已开展“四送一服”")
    build(reports, tmp_path / "g")
    assert build(reports, tmp_path / "g", replace(TINY, fingerprint="tiny-2")).extracted == 1


def test_a_fault_of_a_new_version_loses_nothing_that_was_built(tmp_path: Path) -> None:
    def faulty(document: Document) -> Record:
        raise NameError("a slip")

    reports = corpus(tmp_path / "in", a="2021年已开展“四送一服”")
    build(reports, tmp_path / "g")
    before = lines(tmp_path / "g")
    report = build(reports, tmp_path / "g", Extractor(faulty, "tiny-2"))
    assert [failure.source for failure in report.failures] == ["in/a.txt"]
    assert lines(tmp_path / "g") == before


def test_a_path_that_is_not_there_leaves_the_graph_as_it_was(tmp_path: Path) -> None:
    reports = corpus(tmp_path / "in", a="2021年已开展“四送一服”")
    build(reports, tmp_path / "g")
    before = lines(tmp_path / "g")
    with pytest.raises(ZhengmaiError, match="no such file"):
        build_graph([reports, tmp_path / "mistyped"], tmp_path / "g", extractor=TINY, options=ALONE)
    with pytest.raises(ZhengmaiError, match="no document could be built"):
        build(corpus(tmp_path / "empty"), tmp_path / "g")
    assert lines(tmp_path / "g") == before


def test_another_base_is_refused(tmp_path: Path) -> None:
    reports = corpus(tmp_path / "in", a="2021年已开展“四送一服”")
    build(reports, tmp_path / "g")
    with pytest.raises(ZhengmaiError, match="was built with the base"):
        build(reports, tmp_path / "g", options=replace(ALONE, base="https://example.org/"))


def test_a_damaged_cache_file_heals(tmp_path: Path) -> None:
    reports = corpus(tmp_path / "in", a="2021年已开展“四送一服”")
    build(reports, tmp_path / "g")
    (cached,) = (tmp_path / "g" / "cache").glob("*/*.json")
    cached.write_text('{"doc": "cut sho')
    assert build(reports, tmp_path / "g").extracted == 1


KILLED = """
    import sys
    from pathlib import Path
    from handmade import read_tiny
    from kg.build import BuildOptions, build_graph
    from kg.build.extractor import Extractor
    print("started", flush=True)
    build_graph([Path(sys.argv[1])], Path(sys.argv[2]), extractor=Extractor(read_tiny, "tiny-1"),
                options=BuildOptions(workers=1))
"""


@pytest.mark.parametrize("delay", [0.02, 0.1, 0.2, 0.3, 0.5])
def test_a_kill_leaves_the_last_good_graph(tmp_path: Path, delay: float) -> None:
    reports = corpus(tmp_path / "in", a="2021年已开展“四送一服”")
    build(reports, tmp_path / "g")
    before = lines(tmp_path / "g")
    corpus(reports, **{f"d{n:03}": f"{1900 + n}年已开展“四送一服”" for n in range(100)})
    script = tmp_path / "killed.py"
    script.write_text(textwrap.dedent(KILLED))
    arguments = [sys.executable, str(script), str(reports), str(tmp_path / "g")]
    path = f"{Path(__file__).parent}:{Path(__file__).parents[2]}"
    with subprocess.Popen(arguments, env={"PYTHONPATH": path}, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
    build(reports, tmp_path / "whole")
    assert lines(tmp_path / "g") in (before, lines(tmp_path / "whole"))
    build(reports, tmp_path / "g")
    assert lines(tmp_path / "g") == lines(tmp_path / "whole")
