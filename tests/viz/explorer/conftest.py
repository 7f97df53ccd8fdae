"""The explorer's page in Chromium over a real server: a request that leaves it, an error or a dialog fails the test."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from kg.build import BuildOptions, build_graph
from viz.explorer import assets

ROOT = Path(__file__).parents[3]
# The server of a test is that of the tests of the server.
sys.path.append(str(ROOT / "tests" / "kg"))
from reading import SETTINGS  # noqa: E402
from serving import serving  # noqa: E402

FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
# WebGL without a graphics card.
SOFTWARE = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
NO_WEBGL = ["--disable-gpu", "--disable-3d-apis"]
Visit = Callable[..., Page]
# A loaded machine is no reason to fail.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session", autouse=True)
def installed() -> None:
    try:
        assets.install(dev=True)
    except assets.AssetsError as error:
        pytest.fail(f"the explorer's assets are missing: {error}; or deselect with -m 'not browser'")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the sample corpus, by rules alone: the recogniser would take longer and is not the matter here."""
    folder = tmp_path_factory.mktemp("sample") / "graph"
    build_graph([ROOT / "kg" / "demo" / "corpus"], folder, options=BuildOptions(ner="none", workers=1))
    return folder


@pytest.fixture(scope="session")
def address(sample: Path) -> Iterator[str]:
    with serving(sample, SETTINGS) as address:
        yield address


@pytest.fixture(scope="session")
def drawing(launch: Callable[[list[str]], Browser]) -> Iterator[Browser]:
    chromium = launch([*FLAGS, *SOFTWARE])
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def flat(launch: Callable[[list[str]], Browser]) -> Iterator[Browser]:
    """A Chromium without WebGL."""
    chromium = launch([*FLAGS, *NO_WEBGL])
    yield chromium
    chromium.close()


@pytest.fixture
def visit(drawing: Browser, address: str) -> Iterator[Visit]:
    """Opens the page at a hash, `visit('#/query')`; `browser`, `at` (another server), `width`, `theme` if wanted."""
    yield from visiting(drawing, address)


def visiting(default: Browser, home: str) -> Iterator[Visit]:
    trouble: list[str] = []
    contexts: list[BrowserContext] = []

    def refuse(dialog: Dialog) -> None:
        trouble.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def watch(page: Page, address: str) -> None:
        ours = (address + "/", "blob:" + address, "data:")
        page.on("request", lambda r: None if r.url.startswith(ours) else trouble.append(f"request: {r.url}"))
        page.on("console", lambda m: trouble.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("dialog", refuse)

    def visit(
        hash: str = "#/explore",
        *,
        browser: Browser = default,
        at: str = home,
        width: int = 1440,
        theme: str = "light",
        wait: str = "main .room > :not(.empty)",
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        watch(page, at)
        page.goto(f"{at}/{hash}")
        page.wait_for_selector(wait)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert trouble == []
