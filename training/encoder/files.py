"""Write what ships: the graph, the tokenizer, and what belongs to both with their hash."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from worker.nlp.encoder.files import GRAPH, META, TOKENIZER
from worker.nlp.encoder.heads import MODALITIES, ROLES, TAGS, TYPES
from worker.nlp.encoder.links import ROOTS
from worker.nlp.encoder.windows import LIMIT


def write(folder: Path, graph: bytes, tokenizer: str, *, name: str) -> str:
    """Write an encoder that records call ``name`` to a folder, and give the weights' hash."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / GRAPH).write_bytes(graph)
    (folder / TOKENIZER).write_text(tokenizer, encoding="utf-8")
    digest = hashlib.sha256(graph + tokenizer.encode()).hexdigest()
    meta = {
        "name": name,
        "sha256": digest,
        "window": LIMIT,
        "tags": TAGS,
        "types": TYPES,
        "modalities": MODALITIES,
        "roles": ROLES,
        "roots": ROOTS,
    }
    (folder / META).write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    return digest
