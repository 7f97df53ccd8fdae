"""The page's files: short, one job each, and no word without its translation."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from viz.explorer import assets
from viz.explorer.words import PAGE, page_words
from viz.words import appearance

MODULES = sorted(PAGE.glob("js/*.js"))
TABS = {"explore", "query", "trace", "evidence"}
# Words that are said by a name that the module has in a variable.
VARIABLE = TABS | {"year_from", "year_to", "subject", "predicate", "object", "yes", "no"}
VARIABLE |= {"force_from", "force_until", "force_repealed", "is_repealed", "is_expired", "is_coming"}


@pytest.mark.parametrize("path", [*MODULES, *PAGE.glob("css/*.css")], ids=lambda path: path.name)
def test_a_file_is_short_and_says_what_it_is_for(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) < 300
    assert lines[0].startswith(("//", "/*"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_module_makes_html_of_text_or_runs_it(path: Path) -> None:
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", path.read_text("utf-8")
    )


def test_every_word_that_the_page_says_is_there_and_no_other() -> None:
    said = set(VARIABLE)
    for path in MODULES:
        text = path.read_text("utf-8")
        said |= set(re.findall(r'\bsay\("(\w+)"', text)) | set(re.findall(r'\b(?:button|pressed)\("(\w+)"', text))
        said |= {word for pair in re.findall(r'\b(?:say|button)\([^;\n]*?\? "(\w+)" : "(\w+)"', text) for word in pair}
        said |= set(re.findall(r'ATTRIBUTES = \{ (\w+): "\w+", (\w+)', text)[0]) if "ATTRIBUTES = {" in text else set()
    assert said == set(page_words())


def test_the_page_asks_at_once_for_all_modules_that_the_graph_needs() -> None:
    needed, found = ["main.js", "explore.js"], set()
    while needed:
        name = needed.pop()
        found.add(name)
        imported = re.findall(r'^import .* from "\./([\w.]+)"', (PAGE / "js" / name).read_text("utf-8"), re.MULTILINE)
        needed += [other for other in imported if other not in found]
    page = (PAGE / "index.html").read_text("utf-8")
    assert sorted(re.findall(r'modulepreload" href="page/js/([\w.]+)"', page)) == sorted(
        found - {"main.js", "early.js"}
    )


def test_classes_look_in_the_explorer_as_on_the_page_of_one_view() -> None:
    canvas = (PAGE / "js" / "canvas.js").read_text("utf-8")
    assert not set(re.findall(r"#[0-9a-f]{6}", canvas)) & {look["border"] for look in appearance()["types"].values()}


def test_the_lock_file_holds_exact_releases_and_names_no_registry() -> None:
    lock = json.loads((assets.HERE / assets.LOCK).read_text("utf-8"))["packages"]
    assert all("integrity" in entry and "resolved" not in entry for name, entry in lock.items() if name)
    wanted = json.loads((assets.HERE / assets.MANIFEST).read_text("utf-8"))
    for name, release in (wanted["dependencies"] | wanted["devDependencies"]).items():
        assert lock[f"node_modules/{name}"]["version"] == release


def test_assets_are_taken_over_without_what_only_tests_need(tmp_path: Path) -> None:
    assets.install(dev=True)
    assets.install(tmp_path / "built")
    assert assets.missing(tmp_path / "built") == []
    assert assets.missing(tmp_path / "built", dev=True) == ["axe.min.js"]
    assert list((tmp_path / "built" / "licences").glob("sigma*"))


def test_without_npm_the_error_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr(assets, "FOLDER", tmp_path / "nowhere")
    with pytest.raises(assets.AssetsError, match="npm"):
        assets.install(tmp_path / "vendor")
    assert assets.main([]) == 1


def test_all_assets_together_stay_small() -> None:
    sizes = [(assets.FOLDER / Path(name).name).stat().st_size for name in assets.wanted()]
    own = [path.stat().st_size for path in PAGE.rglob("*") if path.is_file()]
    assert sum(sizes) + sum(own) < 2_500_000
