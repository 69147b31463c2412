"""``eval``: the language part measured on a labeled set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, Literal

import orjson
import typer

from worker.cli.failures import MISUSED, CommandError
from worker.cli.session import Session, print_json

if TYPE_CHECKING:
    from rich.table import Table

    from worker.cli.predicting import Note
    from worker.config import Settings
    from worker.messages.evidence import Json
    from worker.nlp.relations.question import Classifier

Set = Literal["news", "conflict", "events", "plover", "dyads", "ner", "parse"]
#: Sets of which no analysis of an article is left to write down.
_UNPREDICTED = ("plover", "parse")


def evaluate(
    ctx: typer.Context,
    name: Annotated[
        Set, typer.Argument(metavar="SET", help="news, conflict, events, plover or dyads.")
    ],
    file: Annotated[Path, typer.Argument(help="The labeled set.")],
    json: Annotated[
        bool, typer.Option("--json", help="The measures as one JSON document.")
    ] = False,
    predictions: Annotated[
        Path | None, typer.Option(help="Write what was found to this file, one JSON line an item.")
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(help="Language of the set, where the file is silent."),
    ] = None,
    confusion: Annotated[
        bool, typer.Option("--confusion", help="Of events also: what is taken for what.")
    ] = False,
) -> None:
    """Measure scores, events, entities or trees on a labeled set."""
    session: Session = ctx.obj
    session.start_logging(quiet=True)
    if predictions and name in _UNPREDICTED:
        raise CommandError(f"eval {name} analyzes no articles: no --predictions", code=MISUSED)
    if confusion and name != "events":
        raise CommandError(f"eval {name} tells no types apart: no --confusion", code=MISUSED)
    with _notes(predictions) as note:
        measures = _measure(session, name, file, note, language, confusion=confusion)
    if json:
        print_json({"set": name, "file": file.name} | measures)
    else:
        session.out.print(_table(f"{name}: {file.name}", measures))


@contextmanager
def _notes(file: Path | None) -> Iterator[Note]:
    """Gives a function that writes a line to the file, or does nothing where there is none."""
    if file is None:
        yield lambda _: None
        return
    with file.open("wb") as lines:
        yield lambda found: _write(lines, found)


def _write(lines: BinaryIO, found: Json) -> None:
    lines.write(orjson.dumps(found) + b"\n")


def _measure(
    session: Session, name: Set, file: Path, note: Note, language: str | None, *, confusion: bool
) -> dict[str, Any]:
    from worker.cli.predicting import NotingAnalyzer
    from worker.evaluation import dyads, events, ner, parse, plover

    match name:
        case "events":
            analyzer = NotingAnalyzer(session.settings, note=note)
            return events.evaluate(file, analyzer=analyzer, language=language, confusion=confusion)
        case "dyads":
            analyzer = NotingAnalyzer(session.settings, note=note)
            return dyads.evaluate(file, analyzer=analyzer, language=language or "en")
        case "plover":
            links = partial(_links, session.settings)
            return plover.evaluate(file, language=language, classifier=links)
        case "ner":
            analyzer = NotingAnalyzer(session.settings, note=note)
            return ner.evaluate(file, analyzer=analyzer, language=language)
        case "parse":
            analyzer = NotingAnalyzer(session.settings, note=note)
            return parse.evaluate(file, analyzer=analyzer, language=language)
    return _measure_scores(session, name, file, note)


def _links(settings: Settings, language: str) -> Classifier:
    """Who answers what one side does to the other in the tier of the settings."""
    from worker.nlp.relations import Relations

    if settings.coder.tier == "fast":
        return Relations(language)
    from worker.nlp.encoder.links import Links
    from worker.nlp.encoder.session import encoder

    return Links(encoder(settings.coder.weights), Relations(language))


def _measure_scores(
    session: Session, name: Literal["news", "conflict"], file: Path, note: Note
) -> dict[str, Any]:
    from worker.cli import progress
    from worker.cli.predicting import Judge
    from worker.evaluation import conflict, news

    batch = session.settings.pool.batch_records
    with progress.bar(session.err, "measuring", total=None) as advance:
        judge = Judge(session.coder(), batch=batch, advance=advance)
        measure = news.evaluate if name == "news" else conflict.evaluate
        return measure(file, judge, note=note)


def _table(title: str, measures: Mapping[str, Any]) -> Table:
    from rich.table import Table

    table = Table("measure", "value", title=title, title_justify="left")
    table.columns[1].justify = "right"
    for name, value in rows(measures):
        table.add_row(name, _figure(value))
    return table


def _figure(value: Any) -> str:
    """A measure with three decimals, an interval with its ends, a count as it is."""
    match value:
        case float():
            return f"{value:.3f}"
        case (float(low), float(high)):
            return f"{low:.3f} to {high:.3f}"
    return str(value)


def rows(measures: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """The measures by name; nested ones by the names on the way to them."""
    for name, value in measures.items():
        if isinstance(value, Mapping):
            yield from rows(value, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}", value
