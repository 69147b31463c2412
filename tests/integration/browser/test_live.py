"""The page lives: what is produced is seen, filters hold, links lead back, the keyboard suffices."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.support.chromium import Open
from tests.support.newsroom import Newsroom, threat

pytestmark = [
    pytest.mark.broker, pytest.mark.usefixtures("seeds"), pytest.mark.asyncio(loop_scope="session"),
]  # fmt: skip

#: So many rows are there until somebody scrolls.
PAGE = 30


async def test_an_article_is_seen_moments_after_it_was_sent(
    newsroom: Newsroom, open_page: Open
) -> None:
    """Type, sides, speaker and marked evidence of the event are in the first row, without a reload."""
    page = await open_page()
    await newsroom.send(threat("moments"))
    row = page.locator("li.event", has_text="moments.example").first
    await row.wait_for(timeout=60_000)

    await expect(row.locator(".type")).to_have_text("Threat")
    await expect(row.locator(".dyad")).to_have_text("Norway → Iceland")
    await expect(row.locator(".says")).to_contain_text("Berg")
    await expect(row.locator("mark.m-trigger").first).to_contain_text("gedroht")
    await expect(row.locator("mark.m-source")).to_have_text("Norwegen")
    await expect(row.locator("mark.m-target")).to_have_text("Island")


async def test_the_seed_story_is_there(open_page: Open) -> None:
    """Russia threatens the US and NATO, as the deputy minister told Interfax."""
    page = await open_page("?type=THREATEN&subject=RUS-NATO")
    row = page.locator("li.event").first
    await expect(row.locator(".dyad")).to_have_text("Russia → US, NATO")
    await expect(row.locator(".says")).to_have_text(
        "says Vize-Außenminister Sergej Rjabkow, via Interfax"
    )
    assert await row.locator("mark.m-trigger").count() == 1


async def test_filters_are_kept_in_the_address(open_page: Open) -> None:
    """What was chosen passes alone, also after a reload, and is gone with one button."""
    page = await open_page()
    await expect(page.locator("li.event")).to_have_count(PAGE)
    await page.get_by_text("Type", exact=True).click()
    await page.get_by_role("checkbox", name="Sanction").check()
    await expect(page).to_have_url(re.compile("type=SANCTION"))
    await page.reload()
    await page.locator("li.event").first.wait_for()
    types = set(await page.locator("li.event .type").all_text_contents())
    assert types == {"Sanction"}

    await page.get_by_role("button", name="Clear filters").click()
    await expect(page.locator("li.event")).to_have_count(PAGE)


async def test_search_subject_language_and_level_narrow_further(open_page: Open) -> None:
    """Names count as well as codes, in any case."""
    page = await open_page("?q=guyana&language=en&level=2")
    await page.locator("li.event").first.wait_for()
    await page.get_by_label("Country, alliance or dyad").fill("venezuela")
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(re.compile("subject=VEN"))
    for text in await page.locator("li.event .dyad").all_text_contents():
        assert "Venezuela" in text


async def test_a_pause_holds_what_comes_and_counts_it(newsroom: Newsroom, open_page: Open) -> None:
    """Nothing moves under the reader; all of it is there afterwards."""
    page = await open_page()
    await page.keyboard.press("p")
    await newsroom.send(threat("paused", "Dänemark"))
    await expect(page.locator(".pause")).to_have_text("Resume (1 wait)", timeout=60_000)
    assert await page.locator("li.event", has_text="paused.example").count() == 0
    await page.locator(".pause").click()
    await expect(page.locator("li.event", has_text="paused.example")).to_have_count(1)


async def test_the_keyboard_goes_through_rows_views_and_theme(open_page: Open) -> None:
    """j, Enter, Escape, digits, t, l and ? do what the help says."""
    page = await open_page()
    await page.keyboard.press("j")
    await page.keyboard.press("j")
    await page.keyboard.press("Enter")
    await page.locator("aside.article .text").wait_for()
    await page.keyboard.press("Escape")
    await expect(page.locator("aside.article")).to_be_hidden()
    await page.keyboard.press("2")
    await expect(page.locator("table.board")).to_be_visible()
    await page.keyboard.press("t")
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    await page.keyboard.press("l")
    await expect(page.locator("nav a[aria-current]")).to_contain_text("Tafel")
    await page.keyboard.press("?")
    await expect(page.locator("dialog.help")).to_be_visible()


async def test_theme_and_language_are_remembered(open_page: Open) -> None:
    """A German browser gets German, a dark system dark; a choice outlives the reload."""
    page = await open_page(locale="de-DE", color_scheme="dark")
    await expect(page.locator("nav a[aria-current]")).to_contain_text("Ereignisse")
    background = "getComputedStyle(document.body.parentElement).backgroundColor"
    dark = await page.evaluate(background)
    await page.keyboard.press("t")
    await page.reload()
    await page.locator("li.event").first.wait_for()
    assert await page.evaluate(background) != dark


async def test_what_is_shown_is_exported(open_page: Open, tmp_path: Path) -> None:
    """As many lines as rows; JSONL has the records of the topic."""
    page = await open_page("?type=SANCTION")
    await page.locator("li.event").first.wait_for()
    shown = int((await page.locator(".shown-count").inner_text()).split()[0])
    for form, head in (("csv", 1), ("jsonl", 0)):
        await page.get_by_text("Export", exact=True).click()
        async with page.expect_download() as download:
            await page.locator(f"[data-form={form}]").click()
        file = tmp_path / form
        await (await download.value).save_as(file)
        lines = file.read_text(encoding="utf-8").splitlines()
        assert len(lines) == shown + head
    assert '"type":"SANCTION"' in lines[0]
