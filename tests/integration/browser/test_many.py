"""Much at once: what is drawn stays little, and readers lose neither their place nor their focus."""

from __future__ import annotations

from itertools import count

import pytest
from playwright.async_api import Page, expect

from tests.support.chromium import Open
from tests.support.served import Served
from tests.support.shown import event, reading

pytestmark = pytest.mark.asyncio(loop_scope="session")

SUBJECTS = 400
#: Notes what each frame puts into the rows: how many new ones, and which old ones it touches.
WATCH = """selector => {
  window.made = []; window.touched = new Set();
  const rows = document.querySelector(selector);
  new MutationObserver(changes => {
    const added = changes.flatMap(one => one.target === rows ? [...one.addedNodes] : []);
    made.push(added.length);
    for (const { target } of changes) touched.add(target.closest("tr")?.dataset.subject);
  }).observe(rows, { childList: true, characterData: true, subtree: true });
}"""


def fill(quiet: Served) -> None:
    """Four hundred subjects, the first the highest."""
    quiet.desk.take(
        [reading(f"S{place:03}", value=1000.0 - place, offset=place) for place in range(SUBJECTS)]
    )


async def drawn(page: Page) -> list[str]:
    """The subjects of the rows that are in the document."""
    subjects: list[str] = await page.locator("table.board tbody [aria-rowindex]").evaluate_all(
        "rows => rows.map(row => row.dataset.subject)"
    )
    return subjects


async def test_of_a_long_board_the_rows_in_sight_are_drawn(quiet: Served, open_quiet: Open) -> None:
    """The others are told to screen readers; scrolled to, they are there."""
    fill(quiet)
    page = await open_quiet("?view=board")
    table = page.locator("table.board")
    await expect(table).to_have_attribute("aria-rowcount", str(SUBJECTS + 1))
    assert (await drawn(page))[0] == "S000"
    assert len(await drawn(page)) < 60

    await page.locator("main").evaluate("main => main.scrollTo(0, main.scrollHeight)")

    last = table.locator("tr[data-subject=S399]")
    await expect(last).to_be_in_viewport()
    await expect(last).to_have_attribute("aria-rowindex", str(SUBJECTS + 1))
    assert len(await drawn(page)) < 60


async def test_the_keyboard_goes_on_where_it_was(quiet: Served, open_quiet: Open) -> None:
    """The row with the focus stays when it is scrolled away; Tab leads through rows that were not drawn."""
    fill(quiet)
    page = await open_quiet("?view=board")
    await page.locator("tr[data-subject=S003] button").focus()
    for _ in range(60):
        await page.keyboard.press("Tab")
    focused = page.locator("tr:has(:focus)")
    await expect(focused).to_have_attribute("data-subject", "S063")

    await page.locator("main").evaluate("main => main.scrollTo(0, 0)")
    await page.locator("tr[data-subject=S000]").wait_for()

    await expect(focused).to_have_attribute("data-subject", "S063")


async def test_a_tab_key_faster_than_the_frames_leads_through_the_rows(
    quiet: Served, open_quiet: Open
) -> None:
    """On a busy machine a key that is held repeats many times between two frames."""
    fill(quiet)
    page = await open_quiet("?view=board")
    await page.locator("tr[data-subject=S003] button").focus()
    await page.evaluate("window.requestAnimationFrame = () => 0")

    for _ in range(60):
        await page.keyboard.press("Tab")
    await expect(page.locator("tr:has(:focus)")).to_have_attribute("data-subject", "S063")

    for _ in range(63):
        await page.keyboard.press("Shift+Tab")
    await expect(page.locator("tr:has(:focus)")).to_have_attribute("data-subject", "S000")


async def test_a_new_reading_touches_its_row_alone(quiet: Served, open_quiet: Open) -> None:
    """And neither takes the focus from it nor from others."""
    fill(quiet)
    page = await open_quiet("?view=board")
    row = page.locator("tr[data-subject=S004]")
    await row.locator("button").focus()
    await page.evaluate(WATCH, "table.board tbody")

    quiet.desk.take([reading("S004", value=996.4, offset=SUBJECTS)])
    quiet.desk.take([reading("S005", value=2000.0, offset=SUBJECTS + 1)])

    await expect(page.locator("tr[data-subject=S005]")).to_have_attribute("aria-rowindex", "2")
    assert set(await page.evaluate("[...touched].filter(Boolean)")) <= {"S004", "S005"}
    await expect(row.locator("button")).to_be_focused()


async def test_a_flood_is_drawn_a_few_rows_a_frame(quiet: Served, open_quiet: Open) -> None:
    """However many come at once; the newest is on top in the end, and no more than a page is there."""
    page = await open_quiet()
    await page.evaluate(WATCH, "ol.rows")
    offsets = count()

    for _ in range(4):
        quiet.desk.take([event(next(offsets)) for _ in range(300)])
    await expect(page.locator("li.event").first).to_have_attribute("data-event", "event-1199")
    await expect(page.locator("li.event")).to_have_count(30)

    assert 0 < max(await page.evaluate("made")) <= 5
