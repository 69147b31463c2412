"""Where a group is: nothing is taken for an answer but an answer."""

from __future__ import annotations

from typing import TypeAlias

import pytest
from aiokafka import TopicPartition
from aiokafka.errors import (
    GroupAuthorizationFailedError,
    GroupCoordinatorNotAvailableError,
    GroupLoadInProgressError,
    KafkaError,
)
from aiokafka.structs import OffsetAndMetadata

from worker.streams.offsets import committed

SOURCE = TopicPartition("articles.raw", 0)
Answer: TypeAlias = dict[TopicPartition, OffsetAndMetadata] | KafkaError


class Broker:
    """Gives these answers, the last of them for ever."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.asked = 0

    async def list_consumer_group_offsets(
        self, group_id: str, *, partitions: list[TopicPartition]
    ) -> dict[TopicPartition, OffsetAndMetadata]:
        """As aiokafka's admin client does."""
        assert (group_id, partitions) == ("group", [SOURCE])
        answer = self.answers[min(self.asked, len(self.answers) - 1)]
        self.asked += 1
        if isinstance(answer, KafkaError):
            raise answer
        return answer


def at(offset: int, metadata: str | None = "") -> Answer:
    """The partition's answer."""
    return {SOURCE: OffsetAndMetadata(offset, metadata)}


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (at(7, "guard"), (7, "guard")),
        (at(7, None), (7, "")),
        (at(-1), (0, "")),
    ],
)
async def test_an_answer_is_taken(answer: Answer, found: tuple[int, str]) -> None:
    """Offset -1 is the coordinator's word for none."""
    assert await committed(Broker(answer), "group", SOURCE, timeout=0) == found


@pytest.mark.parametrize("silence", [{}, GroupCoordinatorNotAvailableError()])
async def test_a_coordinator_that_loads_is_asked_again(silence: Answer) -> None:
    """It answers nothing then: that is not "nothing committed"."""
    broker = Broker(silence, silence, at(7))
    assert await committed(broker, "group", SOURCE, timeout=5) == (7, "")
    assert broker.asked == 3


@pytest.mark.parametrize("silence", [{}, GroupLoadInProgressError()])
async def test_silence_ends_in_an_error(silence: Answer) -> None:
    """After the time that a commit may take."""
    with pytest.raises(GroupLoadInProgressError):
        await committed(Broker(silence), "group", SOURCE, timeout=0)


async def test_a_refusal_is_not_asked_again() -> None:
    """Asking does not help there."""
    broker = Broker(GroupAuthorizationFailedError(), at(7))
    with pytest.raises(GroupAuthorizationFailedError):
        await committed(broker, "group", SOURCE, timeout=5)
    assert broker.asked == 1
