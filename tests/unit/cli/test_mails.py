"""Mailboxes as articles: agencies by mail, newsletters, and what is no message."""

from __future__ import annotations

from io import BytesIO

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.cli.sources import read

BOX = """From dienst@agentur.example Tue Mar  5 08:00:00 2024
From: Agentur Nord <dienst@agentur.example>
Subject: =?utf-8?q?Prag_weist_Diplomaten_aus_=E2=80=93_Antwort?=
Date: Tue, 05 Mar 2024 09:00:00 +0100
Message-ID: <240305-99-1@agentur.example>
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: 8bit

Prag (an) - Drei Männer müssen gehen.

>From Monday on they may not return.

From dienst@agentur.example Tue Mar  5 09:00:00 2024
From: dienst@agentur.example
Subject: Zweite
Date: gestern
Content-Type: multipart/alternative; boundary=x

--x
Content-Type: text/html; charset=utf-8

<p>Nur als Seite.</p>
--x--
"""


def found(content: bytes, name: str = "dienst.mbox") -> list[dict[str, str]]:
    """The articles of a file."""
    return [orjson.loads(item.value) for item in read(BytesIO(content), name)]


def test_the_messages_of_a_mailbox() -> None:
    """Sender, subject, date and text; a line that a mailbox had to mark is as it was written."""
    first, second = found(BOX.encode("iso-8859-1"))

    assert first == {
        "id": "240305-99-1@agentur.example",
        "title": "Prag weist Diplomaten aus – Antwort",
        "published_at": "2024-03-05T08:00:00+00:00",
        "outlet": "Agentur Nord",
        "text": "Prag (an) - Drei Männer müssen gehen.\n\nFrom Monday on they may not return.\n\n",
    }
    assert (second["outlet"], second["html"]) == ("agentur.example", "<p>Nur als Seite.</p>")
    assert "published_at" not in second


def test_a_single_message() -> None:
    """As mail programs save it, without a line before."""
    _, _, message = BOX.partition("\n")

    assert (
        found(message.partition("\nFrom dienst")[0].encode(), "a.eml")[0]["outlet"]
        == "Agentur Nord"
    )


@pytest.mark.parametrize("content", [b"", b"From ", b"Subject: nothing else\n\n"])
def test_what_has_no_text_is_no_article(content: bytes) -> None:
    """It is left out."""
    assert [one for one in found(content) if one.get("text", "").strip()] == []


@given(st.binary(max_size=300))
def test_any_bytes_are_read(content: bytes) -> None:
    """Whatever was saved under the name."""
    found(b"From x\nContent-Type: text/plain; charset=y\n" + content)
