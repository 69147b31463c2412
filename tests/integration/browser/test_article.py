"""The article: its link, its marks, its ledger; hostile texts are shown as they are and do nothing."""

from __future__ import annotations

import json

import pytest
from playwright.async_api import Page, expect

from tests.support.chromium import Open
from tests.support.newsroom import Newsroom

pytestmark = [
    pytest.mark.broker, pytest.mark.usefixtures("seeds"), pytest.mark.asyncio(loop_scope="session"),
]  # fmt: skip

RTL, WORD = "\u202eאבג\u2066 العربية", "Donaudampfschiff" * 640
HOSTILE = {
    "id": "host/ile?x=<b>&\"'",
    "title": "<script>alert(1)</script> Angriff 😀",
    "outlet": '=HYPERLINK("http://evil.example")',
    "url": "javascript:alert(1)",
    "author": "<img src=x onerror=alert(2)>",
    "published_at": "2024-03-21T08:00:00Z",
    "text": (
        f"😀 Russland hat die Ukraine angegriffen 👩‍👩‍👧, <script>alert(3)</script> sagte {RTL} "
        f"\"Minister\" <img src=x onerror=alert(4)>.\n\n{WORD}\n\n]]></style><svg onload=alert(5)>"
    ),
}  # fmt: skip


async def marked(page: Page) -> dict[str, str]:
    """The words of every mark that is emphasized, by its class."""
    marks = await page.locator("mark.on").evaluate_all(
        "marks => marks.map(mark => [mark.className, mark.textContent])"
    )
    return dict(marks)


async def test_a_row_opens_its_article_and_the_address_leads_back_there(open_page: Open) -> None:
    """The event's words are emphasized; whoever gets the address sees the same."""
    page = await open_page("?subject=RUS-NATO&type=THREATEN")
    await page.locator("li.event").first.click()
    await page.locator("mark.m-trigger.on").first.wait_for()
    emphasized = await marked(page)
    assert any("m-source" in name for name in emphasized)

    other = await open_page(page.url.partition("/?")[2].join(("?", "")))
    await other.locator("mark.m-trigger.on").first.wait_for()
    assert await marked(other) == emphasized
    await expect(other.locator(".sentences li.chosen .sentence")).to_contain_text(
        "Russia threatens US, NATO."
    )


async def test_the_ledger_adds_up_to_the_score(open_page: Open) -> None:
    """The points of the lines sum to what stands at the head, and each place can be found."""
    page = await open_page("?article=seed-04-luftangriff")
    cells = page.locator(".ledger tbody td:first-child")
    await cells.first.wait_for()
    points = [float(text.replace("−", "-")) for text in await cells.all_inner_texts()]
    total = float(await page.locator(".ledger tfoot td").inner_text())
    assert round(sum(points), 1) == total
    assert (await page.locator(".score").inner_text()).startswith(f"{total:.1f}")

    await page.locator(".ledger .place").first.focus()
    assert await page.locator(".text mark.on").count() >= 1


async def test_a_mark_says_why(open_page: Open) -> None:
    """By pointer and by keyboard alike."""
    page = await open_page("?article=seed-09-sanctions")
    mark = page.locator(".text mark.m-trigger").first
    await mark.hover()
    await expect(page.locator("#reasons")).to_contain_text("imposes sanctions on Belarus")
    await page.mouse.move(1, 1)
    await page.locator(".text mark").first.focus()
    await page.keyboard.press("ArrowRight")
    await expect(page.locator("#reasons")).to_be_visible()


async def test_an_article_that_is_not_held_is_said_to_be_gone(open_page: Open) -> None:
    """And the rest of the page goes on."""
    page = await open_page("?article=nobody")
    await expect(page.locator("aside.article [role=alert]")).to_contain_text("no longer held")
    assert await page.locator("li.event").count() > 0


async def test_a_hostile_article_is_inert_and_intact(newsroom: Newsroom, open_page: Open) -> None:
    """Scripts do not run, nothing is fetched, no link leads anywhere, every character is there."""
    page = await open_page("?q=hyperlink", viewport={"width": 380, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    await newsroom.send(HOSTILE)
    row = page.locator("li.event").first
    await row.wait_for(timeout=60_000)
    await row.click()
    text = page.locator("aside.article .text")
    await text.wait_for()

    found = await page.request.get("/api/articles/" + _quoted(HOSTILE["id"]))
    expected = json.loads(await found.body())["record"]["text"]
    shown = await text.evaluate("box => [...box.children].map(part => part.textContent)")
    assert shown == [part for part in expected.split("\n\n") if part]
    assert await page.locator("#page :is(script, img, svg[onload], [onerror])").count() == 0
    assert await page.locator("a[href^=javascript]").count() == 0
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert all(url.startswith(newsroom.url) for url in asked)


def _quoted(name: str) -> str:
    return "".join(f"%{byte:02X}" for byte in name.encode())
