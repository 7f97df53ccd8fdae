"""A headless Chromium that may open files and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

from viz.page import write_page

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
Opener = Callable[..., Page]


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[[list[str]], Browser]]:
    """Starts a Chromium with the given flags."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        pytest.fail("no Chromium here: apt-get install -y chromium fonts-noto-cjk, or deselect with -m 'not browser'")
    with sync_playwright() as playwright:
        yield lambda flags: playwright.chromium.launch(executable_path=path, args=flags)


@pytest.fixture(scope="session")
def browser(launch: Callable[[list[str]], Browser]) -> Iterator[Browser]:
    chromium = launch(FLAGS)
    yield chromium
    chromium.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Writes a view as a page and opens it; any request but for the file, any error or alert fails the test."""
    trouble: list[str] = []
    pages: list[Page] = []

    def refuse(dialog: Dialog) -> None:
        trouble.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open_page(view: nx.MultiDiGraph, width: int = 1440, title: str = "周边关系", **options: object) -> Page:
        path = tmp_path / "page.html"
        write_page(view, path, title=title, **options)  # type: ignore[arg-type]
        page = browser.new_page(viewport={"width": width, "height": 900})
        pages.append(page)
        page.on("request", lambda r: None if r.url == path.as_uri() else trouble.append(f"request: {r.url}"))
        page.on("console", lambda m: trouble.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("dialog", refuse)
        page.goto(path.as_uri())
        return page

    yield open_page
    for page in pages:
        page.close()
    assert trouble == []
