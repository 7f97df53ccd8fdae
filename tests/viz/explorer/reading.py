"""What the page shows, as the tests ask it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from kg.serve.settings import ServeSettings

SETTINGS = ServeSettings(workers=1)


def until(page: Page, expression: str, argument: object = None) -> None:
    """Wait until `expression` (a function of the argument) holds; the page's policy forbids Playwright's own way."""
    for _ in range(600):
        if page.evaluate(expression, argument):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never: {expression}")


def find(page: Page, box: str, text: str, name: str) -> None:
    """Type into a search box and choose the thing called `name`."""
    page.fill(box, text)
    page.locator("[role=option]", has_text=name).first.click()


def still(page: Page) -> None:
    """Wait until the layout has ended."""
    page.wait_for_selector(".stage[data-still=true]")


def drawn(page: Page) -> dict[str, str]:
    """Labels of the things in the view, by id."""
    until(page, "() => Boolean(window.zhengmai?.explore?.view)")
    return {node["id"]: node["label"] for node in page.evaluate("zhengmai.explore.view.nodes")}


def links(page: Page) -> list[dict[str, Any]]:
    """The links of the view."""
    drawn(page)
    found: list[dict[str, Any]] = page.evaluate("zhengmai.explore.view.links")
    return found


def shown(page: Page) -> tuple[int, int]:
    """How many things and links are drawn after filters."""
    order, size = page.evaluate("[zhengmai.explore.canvas.graph.order, zhengmai.explore.canvas.graph.size]")
    return order, size
