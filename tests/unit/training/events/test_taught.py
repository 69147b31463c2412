"""What the accurate tier coded as annotated lines: the same events come back out of them."""

from __future__ import annotations

import json
from pathlib import Path

from training.events.taught import annotated
from worker.domain.outcome import Published
from worker.evaluation.gold import read
from worker.stages.building import CoderOptions, build_coder

_TITLE = "Moskau droht der Nato"
_TEXT = (
    "Das Wetter ist schön. Russland hat die Ukraine angegriffen. Die Nato verurteilt den Angriff."
)


def _coded(title: str, text: str) -> Published:
    coder = build_coder(CoderOptions(languages=("de",)))
    value = {
        "id": "a",
        "language": "de",
        "published_at": "2022-06-29",
        "title": title,
        "text": text,
    }
    [outcome] = coder.code([json.dumps(value).encode()])
    assert isinstance(outcome, Published)
    return outcome


def test_coded_events_are_read_like_annotated_ones(tmp_path: Path) -> None:
    """Sentence, type, codes and trigger come back; the headline keeps its words and loses its events."""
    line = annotated(_coded(_TITLE, _TEXT))
    path = tmp_path / "taught.jsonl"
    path.write_text(json.dumps(line), encoding="utf-8")

    [article] = read(path, headline=True)

    assert article.article.text == f"{_TITLE}\n\n{_TEXT}"
    assert article.article.published_at == "2022-06-29"
    attack = article.events[0]
    assert (attack.sentence, attack.type, attack.trigger) == (1, "ASSAULT", "angegriffen")
    assert (attack.sources, attack.targets) == (frozenset({"RUS"}), frozenset({"UKR"}))
    assert attack.named_source
    assert attack.named_target


def test_whom_only_the_article_names_has_no_words() -> None:
    """A side that the sentence does not name is annotated as people do it: a code without a surface."""
    text = "Frankreich hat Sanktionen gegen Mali verhängt. Am Montag wurden Diplomaten ausgewiesen."
    sides = [event["source"] for event in annotated(_coded("", text))["events"]]
    assert sides == [[("Frankreich", "FRA")], [("", "FRA")]]
