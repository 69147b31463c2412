"""The page's own modules, called in the browser that runs them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.chromium import Open

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def call(open_quiet: Open, module: str, expression: str, argument: Any = None) -> Any:
    """What ``expression`` gives with the module as ``m`` and the argument as ``a``."""
    page = await open_quiet()
    code = (
        f"async (a) => {{ const m = await import('/static/app/{module}'); return {expression}; }}"
    )
    return await page.evaluate(code, argument)


async def test_no_cell_of_a_table_is_a_formula(open_quiet: Open) -> None:
    """What a spreadsheet would run is text; numbers stay numbers; quotes and breaks are kept."""
    values = [
        "=1+1",
        "+1",
        "-1",
        "@x",
        "\t=1",
        " =1",
        "a,b",
        'say "x"',
        "a\nb",
        -6.5,
        None,
        "Kyjiw",
    ]
    assert await call(open_quiet, "parts/export.js", "a.map(m.cell)", values) == [
        "'=1+1", "'+1", "'-1", "'@x", "'\t=1", "' =1", '"a,b"', '"say ""x"""', '"a\nb"', "-6.5", "",
        "Kyjiw",
    ]  # fmt: skip


async def test_offsets_count_characters_not_units(open_quiet: Open) -> None:
    """An emoji is one; a cut beyond the end ends there."""
    cut = "[m.cutter(a).length, m.cutter(a).cut(1, 3), m.cutter(a).cut(3, 99)]"
    assert await call(open_quiet, "core/text.js", cut, "😀ab😀c") == [5, "ab", "😀c"]


async def test_overlapping_marks_are_parted(open_quiet: Open) -> None:
    """Every stretch knows all its marks; nothing is lost at the borders."""
    marks = [
        {"start": 2, "end": 6, "role": "source"},
        {"start": 4, "end": 9, "role": "trigger"},
        {"start": 30, "end": 40, "role": "cue"},
    ]
    parts = "m.fragments(a, 0, 10).map(p => [p.start, p.end, p.marks.map(k => k.role).join('+')])"
    assert await call(open_quiet, "core/text.js", parts, marks) == [
        [0, 2, ""], [2, 4, "source"], [4, 6, "source+trigger"], [6, 9, "trigger"], [9, 10, ""],
    ]  # fmt: skip


async def test_an_address_says_all_that_is_shown(open_quiet: Open) -> None:
    """What is read from the query of an address is what was written there."""
    query = "?view=board&q=%22a%26b%22&subject=IND-PAK&type=ASSAULT,THREATEN&article=x%2Fy%3Fz"
    assert await call(
        open_quiet, "core/address.js", "m.query(m.read(m.query(m.read(a))))", query
    ) == (await call(open_quiet, "core/address.js", "m.query(m.read(a))", query))
    shown = await call(open_quiet, "core/address.js", "m.read(a)", query)
    assert (shown["view"], shown["q"], shown["article"]) == ("board", '"a&b"', "x/y?z")
    assert shown["type"] == ["ASSAULT", "THREATEN"]


async def test_only_plain_web_addresses_become_links(open_quiet: Open) -> None:
    """No script, no data, no name and password."""
    values = [
        "https://a.example/b",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://u:p@a.example",
        "x",
    ]
    found = await call(open_quiet, "core/dom.js", "a.map(m.webAddress)", values)
    assert found == ["https://a.example/b", None, None, None, None]


async def test_the_store_forgets_the_oldest(open_quiet: Open) -> None:
    """However much comes in, it holds what its limits say, the newest."""
    make = """(() => {
      const store = new m.Store();
      for (let n = 0; n < 5000; n++) {
        store.add({ events: [{ at: { timestamp: n, offset: n }, record: { id: String(n) } }] });
      }
      return [store.events.size, m.newestFirst(store.events)[0].record.id];
    })()"""
    assert await call(open_quiet, "core/store.js", make) == [2000, "4999"]
