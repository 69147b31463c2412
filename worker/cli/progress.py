"""A progress bar on stderr, where there is somebody to see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


@contextmanager
def bar(console: Console, label: str, *, total: int | None) -> Iterator[Callable[[int], None]]:
    """Show a bar while the block runs; gives a function that advances it by so many articles.

    ``total`` None shows a count alone; without a terminal nothing is shown.
    """
    if not console.is_terminal:
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console) as shown:
        task = shown.add_task(label, total=total)
        yield lambda count: shown.advance(task, count)
