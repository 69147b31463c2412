"""Board, map, alerts, stories and operations, on forty days of crisis that the stages really read."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.async_api import expect

from tests.support.chromium import Open
from tests.support.newsroom import Newsroom

pytestmark = [
    pytest.mark.broker, pytest.mark.usefixtures("seeds"), pytest.mark.asyncio(loop_scope="session"),
]  # fmt: skip

#: In the dark only what the colors change is looked at again.
RULES = {"light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "dark": ["color-contrast"]}
#: What is looked at, and what must be drawn by then.
SHOWN = {
    "?subject=BLR": "li.event", "?view=board&subject=RUS-USA": "table.board tbody th",
    "?view=map": ".maps .arc", "?view=alerts": "li.alert", "?view=operations": ".operations table",
    "?view=stories&q=copy-7.example": "li.story", "?article=seed-09-sanctions": ".ledger",
}  # fmt: skip
#: To another address of the page without loading it anew, as the browser's own buttons lead there.
GO = (
    "query => { history.pushState(null, '', query); dispatchEvent(new PopStateEvent('popstate')); }"
)


async def test_the_crisis_is_an_alert_with_its_reasons(open_page: Open) -> None:
    """Raised, why, on which sentences; a link opens that alert."""
    page = await open_page("?view=alerts")
    alert = page.locator("li.alert:has(.sentences li)").first
    await alert.wait_for(timeout=30_000)
    await expect(alert.locator(".why")).to_contain_text("points in 24 hours against")
    await expect(alert.locator(".steps")).to_contain_text("raised")
    await alert.locator("header").click()
    await expect(page).to_have_url(re.compile("alert="))
    await expect(page.locator("li.alert.chosen")).to_have_count(1)
    assert await page.locator("li.alert.chosen .sentences li").count() > 0


async def test_the_board_shows_index_week_parts_and_coverage(open_page: Open) -> None:
    """The pair of the crisis has a value and a line; choosing it draws its history."""
    page = await open_page("?view=board")
    row = page.locator("tr[data-subject='RUS-USA']")
    await row.wait_for(timeout=30_000)
    assert (await row.locator(".index").inner_text()).isdigit()
    await expect(row.locator(".spark .line")).to_have_count(1)
    await expect(row.locator(".coverage")).to_have_text(re.compile("ok|thin|blind"))
    await row.locator("button.subject").click()
    await page.locator(".subject-chart canvas").wait_for()


async def test_the_map_shades_countries_and_draws_arcs(open_page: Open) -> None:
    """A country with an index is shaded, events are arcs that open their article."""
    page = await open_page("?view=map")
    await page.locator(".maps [data-code=RUS][data-step^=i]").wait_for(timeout=30_000)
    await page.locator(".maps .arc").first.wait_for()
    await page.locator(".maps .arc .hit").last.dispatch_event("click")
    await page.locator("aside.article .text").wait_for()


async def test_stories_count_their_copies(open_page: Open) -> None:
    """The wire of the crisis is one story of twelve prints; its link opens it."""
    page = await open_page("?view=stories&q=copy-7.example")
    story = page.locator("li.story", has_text="12 copies")
    await story.first.wait_for(timeout=30_000)
    await story.first.locator(".copies").click()
    await expect(page).to_have_url(re.compile("story="))
    await expect(page.locator("li.story.chosen details")).to_have_attribute("open", "")


async def test_dead_letters_are_told_by_reason(newsroom: Newsroom, open_page: Open) -> None:
    """In the strip and, each with its place and message, among operations."""
    page = await open_page("?view=operations")
    await newsroom.send_bytes([(b"broken", b'{"id": "broken", "text": ')])
    await expect(page.locator(".status .dead")).to_contain_text("decode/not_json", timeout=60_000)
    await expect(page.locator(".operations")).to_contain_text("the value is not JSON")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_no_serious_violation(open_page: Open, scheme: str) -> None:
    """In every view and in an open article: names, roles, contrast (WCAG 2.1 AA)."""
    found: list[str] = []
    page = await open_page(color_scheme=scheme)
    await page.evaluate(AXE_SCRIPT)
    for query, drawn in SHOWN.items():
        await page.evaluate(GO, query)
        await page.locator(drawn).first.wait_for()
        result = await page.evaluate(
            "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})",
            RULES[scheme],
        )
        found += [
            f"{query} {one['id']}: {node['target']} {node['failureSummary']}"
            for one in result["violations"]
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"][:3]
        ]
    assert found == []


@pytest.mark.parametrize("width", [380, 2560])
async def test_nothing_runs_over_the_edge(open_page: Open, width: int) -> None:
    """From a telephone to a wall."""
    page = await open_page(viewport={"width": width, "height": 900})
    for query, drawn in SHOWN.items():
        await page.evaluate(GO, query)
        await page.locator(drawn).first.wait_for()
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), query
