"""``make golden``: what is coded in 850 real articles, a line each, so that a change shows what it changes.

The articles are not the project's to ship; a line has codes and digests alone. Its digest is over everything
that the worker would publish but what says how it came to be: lines that differ in it alone changed in text,
evidence or ledger.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console

from bench.paths import RESULTS, SHARED
from worker.messages.outputs import as_json
from worker.stages.building import CoderOptions, build_coder

FILE = RESULTS / "golden.tsv"
_HEAD = "# article\tdigest\tscore\tlevel\tevents (trigger's offset, source>target, type, modality)"
_BATCH = 16
#: What is said of a record, not of what is coded: by which versions it was made, what it replaces, what was
#: taken out of the text before.
_BOOKKEEPING = frozenset({"versions", "status", "supersedes", "removed"})

Json = dict[str, Any]


def main(
    shared: Annotated[Path, typer.Option(help="The folder with articles/.")] = SHARED,
    file: Annotated[Path, typer.Option(help="Gets a line an article.")] = FILE,
) -> None:
    """Code the articles and write their lines; `git diff` then shows what changed."""
    console = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
    articles = shared / "articles" / "wikinews_de.jsonl"
    if not articles.is_file():
        console.print(f"golden: {articles} is missing: name its folder with --shared", style="red")
        raise typer.Exit(2)
    file.write_text("\n".join([_HEAD, *lines(articles.read_bytes().splitlines()), ""]), "utf-8")
    console.print(f"{file} is written")


def lines(values: Sequence[bytes]) -> Iterator[str]:
    """The line of every article, in order; raises DataError when models or tables are unusable."""
    coder = build_coder(CoderOptions())
    for start in range(0, len(values), _BATCH):
        yield from map(line, map(as_json, coder.code(values[start : start + _BATCH])))


def line(outcome: Json) -> str:
    """An outcome of ``code`` in one line."""
    article = outcome["article"] or {"id": "-"}
    score = article.get("score")
    figures = [score["value"], score["level"]] if score else [outcome["outcome"], "-"]
    cells = [article["id"], digest(outcome), *figures, " ".join(map(event, outcome["events"]))]
    return "\t".join(map(str, cells)).rstrip("\t")


def event(coded: Json) -> str:
    """An event in a word: 33:RUS>NATO+USA:THREATEN:asserted."""
    sides = (_codes(coded[side]) for side in ("sources", "targets"))
    what = (coded["trigger"]["start"], ">".join(sides), coded["type"], coded["modality"])
    return ":".join(map(str, what))


def _codes(actors: Iterable[Json]) -> str:
    return "+".join(sorted({actor["code"] or "---" for actor in actors})) or "---"


def digest(outcome: Json) -> str:
    """12 hex digits over an outcome without its _BOOKKEEPING."""
    content = orjson.dumps(_content(outcome), option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(content).hexdigest()[:12]


def _content(node: Any) -> Any:
    match node:
        case dict():
            return {key: _content(one) for key, one in node.items() if key not in _BOOKKEEPING}
        case list():
            return [_content(one) for one in node]
    return node


if __name__ == "__main__":
    typer.run(main)
