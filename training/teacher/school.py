"""Train a language's teacher and let it read: the one entrance for the recipes.

Both results stay in the work folder and are not made again when they are there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from training.checkpoint import trained, write
from training.teacher import weights
from training.teacher.label import label
from training.teacher.learn import learn
from training.teacher.lessons import Label, Lesson
from training.teacher.network import Teacher
from training.teacher.readings import kept
from worker.nlp.encoder.pieces import Words

#: The file of the teacher in the work folder.
TEACHER = "teacher.pt"
#: And of one that has not read everything yet.
_UNFINISHED = "teacher_checkpoint.pt"
_SEED = 0


@dataclass(frozen=True, slots=True)
class School:
    """A teacher for ``lessons``, which it reads ``epochs`` times, and what it makes in ``work``.

    More ``threads`` are faster and round differently.
    """

    work: Path
    lessons: Callable[[], Iterable[Lesson]]
    epochs: int
    threads: int = 1

    def taught(self, name: str, sentences: Sequence[Words]) -> list[Label | None]:
        """The teacher's reading of each sentence; None where it is too long to be read.

        ``name`` says under which name the readings are kept.
        """
        return kept(
            self.work / f"taught_{name}.jsonl.gz",
            lambda: label(_load(self.teacher()), sentences),
        )

    def teacher(self) -> Path:
        """The file of the teacher's weights, trained now where it is missing."""
        path = self.work / TEACHER
        if not path.exists():
            self.work.mkdir(parents=True, exist_ok=True)
            lessons = list(self.lessons())
            part = self.work / _UNFINISHED
            teacher = learn(lessons, part, epochs=self.epochs, seed=_SEED, threads=self.threads)
            write({"relations": list(teacher.relations), "state": trained(teacher)}, path)
            part.unlink(missing_ok=True)
        return path


def _load(path: Path) -> Teacher:
    saved = torch.load(path, weights_only=True)
    teacher = Teacher(weights.encoder(), saved["relations"])
    teacher.load_state_dict(saved["state"], strict=False)
    teacher.eval()
    return teacher
