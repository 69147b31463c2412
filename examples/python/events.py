"""Send an article, print the first event that the worker codes in it."""

import asyncio
import os

from worker.client import events, producer

BROKER = os.environ["ESCALATION_KAFKA_BOOTSTRAP"]
ARTICLE = "example-python"


async def main() -> None:
    """Send first: reading begins with what was there before."""
    async with producer(BROKER) as produce:
        await produce({"id": ARTICLE, "text": "Iran hat Israel mit einem Angriff gedroht."})
    async for event in events(BROKER, from_beginning=True):
        if event["article_id"] == ARTICLE:
            print(event["dyad"], event["type"], event["modality"])
            return


asyncio.run(main())
