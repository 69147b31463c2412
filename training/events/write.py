"""Write the judge into the folder of a pipeline."""

from __future__ import annotations

from pathlib import Path

from worker.nlp.events.learned.judge import FOLDER, MODALITIES, TYPES, WORDS
from worker.nlp.events.learned.vocabulary import COLUMNS, Vocabulary
from worker.nlp.linear import Linear

_HEADER = (
    "# Words that named events in the annotated articles and are not in the table of triggers; made by\n"
    "# python -m training.events, not by hand. Only the judge makes events of them.\n"
    f"#columns: {' '.join(COLUMNS)}\n"
)


def write(folder: Path, types: Linear, modalities: Linear, vocabulary: Vocabulary) -> None:
    """Write weights and words to ``folder/events``; raises OSError where that cannot be written."""
    where = folder / FOLDER
    where.mkdir(parents=True, exist_ok=True)
    types.save(where / TYPES)
    modalities.save(where / MODALITIES)
    rows = ("\t".join((*key, name)) for key, name in sorted(vocabulary.types.items()))
    (where / WORDS).write_text(_HEADER + "\n".join(rows) + "\n", encoding="utf-8")
