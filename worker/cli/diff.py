"""``diff``: what changed between two results, for people by sentence, for machines as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from worker.cli.session import Session, print_json

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from worker.evaluation.difference import ArticleChange, Difference, EventChange
    from worker.messages.evidence import Json

_DIFFER = 1
_STYLES = {"gained": "green", "lost": "red", "changed": "yellow"}
_LONGEST_QUOTE = 160
_SIGNS = {"gained": "+", "lost": "-", "changed": "~"}


def diff(
    ctx: typer.Context,
    before: Annotated[Path, typer.Argument(help="A result of `code`, one JSON line an article.")],
    after: Annotated[Path, typer.Argument(help="Another one over the same articles.")],
    json: Annotated[bool, typer.Option("--json", help="Everything as one JSON document.")] = False,
    most: Annotated[int, typer.Option("--max", min=0, help="Articles to show at most.")] = 20,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 when anything differs.")
    ] = False,
) -> None:
    """Compare two results of `code`: events gained, lost and changed by slot, and score shifts."""
    from worker.evaluation.difference import difference
    from worker.evaluation.lines import objects

    session: Session = ctx.obj
    found = difference(objects(before), objects(after))
    if json:
        print_json(document(found))
    else:
        _show(session.out, found, most)
    if exit_code and (found.changes or found.only_before or found.only_after):
        raise typer.Exit(_DIFFER)


def document(found: Difference) -> Json:
    """A difference as JSON: counts first, then each article with what differs in it."""
    return _counts(found) | {
        "only_before": list(found.only_before),
        "only_after": list(found.only_after),
        "changes": [_article(change) for change in found.changes],
    }


def _counts(found: Difference) -> Json:
    kinds = {f"events_{kind}": found.count(kind) for kind in ("gained", "lost", "changed")}
    shifted = sum("value" in change.figures for change in found.changes)
    articles = {"articles": found.shared, "articles_changed": len(found.changes)}
    return articles | kinds | {"scores_shifted": shifted}


def _article(change: ArticleChange) -> Json:
    return {
        "id": change.id,
        "another_text": change.another_text,
        "outcome": change.outcome,
        "score": dict(change.figures),
        "terms": [
            {"term": one.term, "start": one.start, "points": one.points, "sentence": one.sentence}
            for one in change.terms
        ],
        "events": [_event(one) for one in change.events],
    }


def _event(change: EventChange) -> Json:
    return {
        "kind": change.kind,
        "slots": list(change.slots),
        "sentence": change.event["evidence"]["surface"],
        "before": change.before,
        "after": change.after,
    }


def _show(out: Console, found: Difference, most: int) -> None:
    for change in found.changes[:most]:
        for line in _lines(change):
            out.print(line)
    if len(found.changes) > most:
        out.print(f"… and {len(found.changes) - most} more articles (--max)", style="dim")
    for name, only in (("first", found.only_before), ("second", found.only_after)):
        if only:
            out.print(f"{len(only)} articles in the {name} result only: {', '.join(only[:most])}")
    counts = ", ".join(f"{name} {n}" for name, n in _counts(found).items())
    out.print(counts.replace("_", " "), style="bold")


def _lines(change: ArticleChange) -> Iterator[Text]:
    """An article with its shifts, and its events below."""
    from rich.text import Text

    head = Text(change.id, "bold")
    if change.another_text:
        head.append("  the text differs", "yellow")
    if change.outcome:
        head.append(f"  {change.outcome[0]} → {change.outcome[1]}", "yellow")
    for name, (old, new) in change.figures.items():
        head.append(f"  {name} {old} → {new}", "dim")
    yield head
    for term in change.terms:
        old, new = term.points
        yield Text(f"  ± {term.term} {old:+g} → {new:+g}  “{quoted(term.sentence)}”", "dim")
    for event in change.events:
        yield from _event_lines(event)


def _event_lines(change: EventChange) -> Iterator[Text]:
    from rich.text import Text

    from worker.cli.sentences import event_line

    sign, style = _SIGNS[change.kind], _STYLES[change.kind]
    yield Text.assemble((f"  {sign} ", style), event_line(dict(change.event)))
    for slot in change.slots:
        old, new = ((side or {}).get(slot) for side in (change.before, change.after))
        yield Text(f"      {slot}: {brief(old)} → {brief(new)}", "dim")


def quoted(sentence: str) -> str:
    """A sentence on one line, cut where it is long."""
    line = " ".join(sentence.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE]}…"


def brief(value: Any) -> str:
    """A slot in a few words: what stands in the text, with its code."""
    match value:
        case None | []:
            return "—"
        case list():
            return ", ".join(map(brief, value))
        case {"actor": actor, "rule": rule}:
            return f"{brief(actor)} by {rule}"
        case {"actor": actor}:
            return brief(actor)
        case {"surface": str(surface), **rest}:
            code = rest.get("code") or rest.get("value")
            return f"“{surface}” ({code})" if code else f"“{surface}”"
    return str(value)
