"""The program: its options, its commands, and what becomes of an error that leaves a command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from worker import __version__
from worker.cli import failures
from worker.cli.code import code
from worker.cli.config import config as show_config
from worker.cli.dead import dead
from worker.cli.diff import diff
from worker.cli.doctor import doctor
from worker.cli.eval import evaluate
from worker.cli.explain import explain
from worker.cli.options import assignments, hoist
from worker.cli.page import page
from worker.cli.produce import produce
from worker.cli.replay import replay
from worker.cli.run import run
from worker.cli.schema import schema
from worker.cli.session import Session
from worker.cli.tail import tail
from worker.cli.topics import topics
from worker.cli.up import up

#: Options of all commands, with the number of values each takes.
_EVERYWHERE = {
    "--config": 1,
    "--bootstrap": 1,
    "--set": 1,
    "--log-level": 1,
    "--log-format": 1,
    "--debug": 0,
}


class Program(TyperGroup):
    """The group of commands; turns an error into one message and an exit code."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Accept the program's options after the command's name too."""
        return super().parse_args(ctx, hoist(args, _EVERYWHERE))

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort, typer.TyperException, BrokenPipeError):
            raise  # typer's own, which ends the program as it should
        except Exception as error:
            session = ctx.obj
            if isinstance(session, Session) and session.debug:
                raise
            exit_code, message = failures.explain(error)
            typer.secho(f"escalation-worker: {message}", fg="red", err=True)
            raise typer.Exit(exit_code) from error


app = typer.Typer(
    cls=Program,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"escalation-worker {__version__}")
        raise typer.Exit


@app.callback()
def program(
    ctx: typer.Context,
    config: Annotated[
        Path | None, typer.Option(help="Settings file; default: ./escalation-worker.toml.")
    ] = None,
    bootstrap: Annotated[
        str | None, typer.Option(help="Kafka brokers, HOST:PORT[,HOST:PORT].")
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="Any setting, such as pool.size=1."),
    ] = None,
    log_level: Annotated[str | None, typer.Option(help="DEBUG, INFO, WARNING or ERROR.")] = None,
    log_format: Annotated[str | None, typer.Option(help="auto, json or human.")] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False,
    version: Annotated[  # noqa: ARG001 - its callback has answered
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Codes who threatens, attacks or talks to whom in German and English news, on Kafka.

    The options below may stand after the command too.
    """
    named = {"kafka.bootstrap": bootstrap, "logging.level": log_level, "logging.format": log_format}
    try:
        flags = {key: value for key, value in named.items() if value} | assignments(settings or [])
    except ValueError as error:
        raise failures.CommandError(str(error), code=failures.MISUSED) from error
    ctx.obj = Session(config, flags, debug)


for command in (up, run, page, produce, tail, code, replay, diff, explain, schema, doctor):
    app.command()(command)
app.add_typer(topics, name="topics")
app.add_typer(dead, name="dead")
app.command("eval")(evaluate)
app.command("config")(show_config)
