"""Whether this clock and that of the brokers agree."""

from __future__ import annotations

import time
import uuid

from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaError

from worker.cli.checks.check import Check
from worker.cli.clients import reason, running
from worker.config import Settings

_MOST_SKEW_SECONDS = 2.0


async def clock(admin: AIOKafkaAdminClient, settings: Settings) -> Check:
    """Ask for the broker's time with a record that it stamps, on a topic that is removed again."""
    name = f"{settings.kafka.topic_prefix}doctor-{uuid.uuid4().hex[:8]}"
    stamped = NewTopic(name, 1, 1, topic_configs={"message.timestamp.type": "LogAppendTime"})
    try:
        await admin.create_topics([stamped])
        async with running(AIOKafkaProducer, settings.kafka.connection()) as producer:
            await producer.send_and_wait(name, b"the first one waits for the new topic")
            before = time.time()
            sent = await producer.send_and_wait(name, b"what time is it?")
            here = (before + time.time()) / 2
        await admin.delete_topics([name])
    except KafkaError as error:
        return Check("clock", "warn", f"not compared with the broker's: {reason(error)}")
    skew = here - sent.timestamp / 1000
    detail = f"{abs(skew):.1f} s {'ahead of' if skew > 0 else 'behind'} the broker's"
    if abs(skew) > _MOST_SKEW_SECONDS:
        return Check(
            "clock", "warn", detail, "synchronize both machines with NTP: lag and delay lie"
        )
    return Check("clock", "ok", detail)
