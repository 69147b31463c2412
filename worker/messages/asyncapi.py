"""All topics as one AsyncAPI 3 document (https://www.asyncapi.com/docs/reference/specification/v3.0.0).

It is made from the topics table and the schemas; ``schemas/asyncapi.json`` is its copy for tools that read
files, and a test holds both together. A schema there is a reference to the file beside it.
"""

from __future__ import annotations

from typing import Any

from worker import __version__
from worker.messages import schemas
from worker.messages.topics import Topic, Topics

Json = dict[str, Any]

_JSON, _BYTES = "application/json", "application/octet-stream"
_SCHEMA = "application/schema+json;version=draft-2020-12"
#: Attributes that every record of an output topic has among its headers.
_CLOUDEVENTS = {
    "ce_specversion": "Always 1.0.",
    "ce_id": "Id of the record: a repeat has the same one.",
    "ce_source": "Who made it.",
    "ce_type": "What it is, with the version of its schema.",
    "ce_subject": "Id of the article.",
    "ce_dataschema": "The $id of the schema of the value.",
    "content-type": "Always application/json.",
}


def document() -> Json:
    """The document; the worker receives articles and sends everything else."""
    topics = list(Topics())
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "escalation-worker",
            "version": __version__,
            "description": "Raw news articles in; entities, scores and coded political events out.",
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": _JSON,
        "channels": {topic.base: _channel(topic) for topic in topics},
        "operations": {_operation_name(topic): _operation(topic) for topic in topics},
        "components": {"messages": {topic.base: _message(topic) for topic in topics}},
    }


def _channel(topic: Topic) -> Json:
    return {
        "address": topic.base,
        "description": topic.description,
        "messages": {topic.base: {"$ref": f"#/components/messages/{topic.base}"}},
        "bindings": {
            "kafka": {"partitions": topic.partitions, "topicConfiguration": _config(topic)}
        },
    }


def _config(topic: Topic) -> Json:
    return {
        "cleanup.policy": topic.cleanup_policy.split(","),
        "retention.ms": topic.retention_ms,
        "max.message.bytes": topic.max_message_bytes,
    }


def _message(topic: Topic) -> Json:
    """What a record holds; a dead letter is bytes, and its schema describes how tools show it."""
    message: Json = {
        "name": topic.base,
        "title": schemas.load(topic)["title"],
        "contentType": _BYTES if topic.base == Topics().dead.base else _JSON,
        "payload": {"schemaFormat": _SCHEMA, "schema": {"$ref": f"./{topic.schema}"}},
        "bindings": {"kafka": {"key": {"type": "string", "description": topic.key}}},
    }
    return message | ({"headers": _headers()} if _is_output(topic) else {})


def _headers() -> Json:
    properties = {
        name: {"type": "string", "description": about} for name, about in _CLOUDEVENTS.items()
    }
    return {"type": "object", "properties": properties}


def _is_output(topic: Topic) -> bool:
    """Whether a stage makes the value: not that of a raw article, nor what became of a dead letter."""
    topics = Topics()
    return topic.base not in (topics.raw.base, topics.dead.base, topics.retried.base)


def _operation_name(topic: Topic) -> str:
    verb = "receive" if _is_input(topic) else "send"
    return f"{verb}.{topic.base}"


def _operation(topic: Topic) -> Json:
    action = "receive" if _is_input(topic) else "send"
    return {"action": action, "channel": {"$ref": f"#/channels/{topic.base}"}}


def _is_input(topic: Topic) -> bool:
    return topic.base == Topics().raw.base
