"""``config``: the settings in force and where each comes from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from worker.cli.session import Session, print_json

if TYPE_CHECKING:
    from worker.config import Loaded


def config(
    ctx: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
    toml: Annotated[
        bool, typer.Option("--toml", help="A settings file that says the same, without secrets.")
    ] = False,
) -> None:
    """Show the settings in force with their origin; secrets are masked."""
    session: Session = ctx.obj
    rows = _rows(session.loaded)
    if json:
        print_json({key: {"value": value, "origin": origin} for key, value, origin in rows})
    elif toml:
        session.out.print(_toml(rows), markup=False)
    else:
        _print_table(session, rows)


def _rows(loaded: Loaded) -> list[tuple[str, Any, str]]:
    """Name, JSON value and origin of every setting, in the order of the sections."""
    from worker.config.names import flat

    values = flat(loaded.settings.model_dump(mode="json"))
    return [(key, value, loaded.origins.get(key, "default")) for key, value in values.items()]


def _print_table(session: Session, rows: list[tuple[str, Any, str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table("setting", "value", "origin")
    for key, value, origin in rows:
        style = "dim" if origin == "default" else ""
        table.add_row(Text(key), Text(_shown(value)), Text(origin), style=style)
    session.out.print(table)


def _shown(value: Any) -> str:
    match value:
        case None | {}:
            return "-"
        case list():
            return ", ".join(map(str, value))
        case _:
            return str(value)


def _toml(rows: list[tuple[str, Any, str]]) -> str:
    """The settings as TOML; what is not set and secrets stand there as comments."""
    lines: list[str] = []
    section = ""
    for key, value, _ in sorted(rows, key=lambda row: "." in row[0]):
        table, _, name = key.rpartition(".")
        if table != section:
            lines += ["", f"[{table}]"]
            section = table
        hidden = value in (None, {}) or "password" in name or name == "token"
        lines.append(f"# {name} =" if hidden else f"{name} = {_literal(value)}")
    return "\n".join(lines).strip()


def _literal(value: Any) -> str:
    import orjson

    text = str(value) if isinstance(value, Path) else value
    return orjson.dumps(text).decode()  # a JSON string, number or list is one of TOML too
