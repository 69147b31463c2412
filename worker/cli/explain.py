"""``explain``: an article with its evidence marked, its score added up, its events as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from worker.cli.session import Session

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

    from worker.messages.evidence import Json

_SVG_COLUMNS = 110
#: Categories and event types whose points are those of acts.
_ACTS = frozenset({"war_begin", "war_escalation", "terror_act"})
_FORCE = frozenset({"ASSAULT", "COERCE"})
_LEVEL_STYLES = ("bold dim", "bold cyan", "bold yellow", "bold red", "bold white on red")
_LEVELS = ("no conflict", "tension", "coercion or threat", "limited force", "war")
_DIRECTIONS = {
    "escalating": "▲ escalating",
    "deescalating": "▼ deescalating",
    "mixed": "◆ mixed",
    "none": "no direction",
}


def explain(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="JSONL, JSON, HTML or text; - is stdin.")],
    svg: Annotated[Path | None, typer.Option(help="Write the picture of it to this file.")] = None,
    brief: Annotated[
        bool, typer.Option("--brief", help="One line of the ledger a place, not one a reason.")
    ] = False,
) -> None:
    """Show what was found in an article, where, and how its score comes about."""
    from rich.console import Console

    from worker.cli import inputs
    from worker.messages.outputs import as_json

    session: Session = ctx.obj
    session.start_logging(quiet=True)
    paths = inputs.check([file], session.tell)
    console = Console(highlight=False, record=True, width=_SVG_COLUMNS if svg else None)
    coder = session.coder()
    for item in inputs.articles(paths):
        (outcome,) = coder.code([item.value])
        show(console, as_json(outcome), brief=brief)
    if svg:
        console.save_svg(str(svg), title=f"escalation-worker explain {file}")
        session.tell(f"wrote {svg}")


def show(console: Console, outcome: Json, *, brief: bool = False) -> None:
    """Print what ``code`` would give for one article, for people."""
    for part in _parts(outcome, brief=brief):
        console.print(part)
        console.print()


def _parts(outcome: Json, *, brief: bool) -> Iterator[RenderableType]:
    from rich.text import Text

    from worker.cli import marking
    from worker.cli.sentences import domain_line

    if outcome["outcome"] != "published":
        why = {
            key: outcome[key] for key in ("reason", "detail", "code", "message") if key in outcome
        }
        yield Text(f"{outcome['outcome']}: {': '.join(map(str, why.values()))}", "bold red")
        return
    article = outcome["article"]
    facts = (article["id"], article["language"], article["outlet"], article["published_at"])
    yield Text(" · ".join(fact for fact in facts if fact), "dim")
    yield marking.marked(outcome)
    yield marking.legend()
    yield Text(domain_line(article["domain"]), "bold")
    ledger = article["score"]["ledger"]
    yield _ledger(article["score"], _by_place(ledger) if brief else ledger)
    for event in outcome["events"]:
        yield _event(event)


def _by_place(ledger: Sequence[Json]) -> list[Json]:
    """The ledger with the lines of one place added up; its sum is the same."""
    places: dict[str, list[Json]] = {}
    for line in ledger:
        places.setdefault(str(line["span"]), []).append(line)
    return [
        lines[0]
        | {
            "points": sum(line["points"] for line in lines),
            "why": ", ".join(dict.fromkeys(line["why"] for line in lines)),
            "term": ", ".join(dict.fromkeys(line["term"] for line in lines if line["term"])),
            "cue": next((line["cue"] for line in lines if line["cue"]), None),
        }
        for lines in places.values()
        if any(line["points"] for line in lines)
    ]


def _ledger(score: Json, lines: Sequence[Json]) -> Table:
    """The addends of the score, and their sum as it is on the topic."""
    from rich.table import Table
    from rich.text import Text

    table = Table("points", "why", "term", "category", "where", title=_verdict(score))
    table.title_justify, table.title_style = "left", ""
    table.columns[0].justify = "right"
    table.show_footer = True
    for line in lines:
        place = line["span"]
        where = f"{place['start']}–{place['end']} {place['surface']}" if place else ""
        if line["cue"]:
            where += f" ({line['cue']['surface']})"
        points = Text(f"{line['points']:+.1f}", _shade(line))
        table.add_row(points, line["why"], line["term"] or "", line["category"] or "", where)
    table.columns[0].footer = f"{score['value']:.1f}"
    table.columns[1].footer = f"threats {score['threats']:.1f}, acts {score['acts']:.1f}"
    return table


def _verdict(score: Json) -> Text:
    """The score and its level in words, what stands for the level, the direction and the band."""
    from rich.text import Text

    level = score["level"]
    parts = [f"score {score['value']:.1f}", f"level {level} {_LEVELS[level]}"]
    if score["evidence"]:
        parts[-1] += f" (“{score['evidence']['surface']}”)"
    parts.append(_DIRECTIONS[score["direction"]])
    if score["kahn"]:
        parts.append(_band(score["kahn"]))
    return Text(" · ".join(parts), _LEVEL_STYLES[level])


def _shade(line: Json) -> str:
    """Points in the color of what they count for; dim where nothing is left of them."""
    if not line["points"]:
        return "dim"
    if line["points"] < 0:
        return "green"
    return "red" if line["category"] in _ACTS or line["term"] in _FORCE else "yellow"


def _band(rungs: Sequence[int]) -> str:
    """A band of Kahn's ladder: "Kahn 4–7", "Kahn 6"."""
    return f"Kahn {'–'.join(map(str, dict.fromkeys(rungs)))}"


def _event(event: Json) -> Text:
    """The event as a sentence, then its codes and what it lacks."""
    from worker.cli.sentences import event_line

    line = event_line(event)
    line.append(f"\n  {', '.join(_codes(event))}", "dim")
    for one in event["implied"]:
        line.append(f"\n  {_implied(one)}", "dim")
    missing = [f"{slot}: {why}" for slot, why in event["missing"].items()]
    if missing:
        line.append(f"\n  no {', no '.join(missing)}".replace("_", " "), "dim")
    return line


def _implied(one: Json) -> str:
    """Whom the article implies, at which mention, by which rule."""
    rule, who = one["rule"].replace("_", " "), one["actor"]
    return f"implied {one['side']}: {who['code']} (“{who['surface']}”, {rule})"


def _codes(event: Json) -> Iterator[str]:
    yield f"“{event['trigger']['surface']}”"
    yield f"CAMEO {event['cameo_root']}"
    if event["mode"]:
        yield f"mode {event['mode']}"
    yield f"Goldstein {event['goldstein']:+.1f}"
    yield f"PLOVER {event['plover_score']:+.1f}"
    if event["kahn"]:
        yield _band(event["kahn"])
    if event["date"]:
        yield f"on {event['date']['value']} (“{event['date']['surface']}”)"
    if event["place"]:
        yield f"in {event['place']['surface']}"
