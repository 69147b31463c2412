"""The codec of articles.raw."""

from __future__ import annotations

import orjson
import pytest

from worker.domain.article import RawArticle
from worker.domain.errors import ArticleError, DropError
from worker.messages.raw import Limits, decode, encode


def decoded(**fields: object) -> RawArticle:
    """The article that a record with these fields gives."""
    return decode(orjson.dumps(fields))


def test_a_complete_article() -> None:
    """Known fields go to their places, unknown ones to ``extra``."""
    article = decoded(id="a", text="Hallo", title="T", language="de", section={"n": 1})

    assert article == RawArticle(
        id="a", text="Hallo", title="T", language="de", extra={"section": {"n": 1}}
    )


def test_blank_fields_count_as_absent() -> None:
    """Exports write empty strings where they have nothing."""
    article = decoded(id="a", text=" \n", html="<p>x", outlet="", author=None)

    assert article == RawArticle(id="a", html="<p>x")


def test_links_to_one_article_give_one_id() -> None:
    """Without an id the canonical URL decides, not the text that an editor changes."""
    first = decoded(text="x", url="https://ex.org/a?utm_source=feed")
    second = decoded(text="x, corrected", url="https://EX.org/a#top", id=" ")

    assert first.id == second.id != decoded(text="x", url="https://ex.org/b").id


@pytest.mark.parametrize("url", [None, "", "n/a"])
def test_without_a_link_the_content_gives_the_id(url: str | None) -> None:
    """The same content has the same id whatever stands in place of a URL."""
    assert decoded(text="x", title="T", url=url).id == decoded(text="x", title="T").id
    assert decoded(text="x", title="T", url=url).id != decoded(text="y", title="T").id


@pytest.mark.parametrize("value", [None, b"", b" \n\t", b"\xef\xbb\xbf"])
def test_nothing_is_dropped_as_empty(value: bytes | None) -> None:
    """A tombstone and an empty value are no errors, and have no id."""
    with pytest.raises(DropError) as caught:
        decode(value)

    assert (caught.value.reason, caught.value.article_id) == ("empty", "")


@pytest.mark.parametrize("fields", [{"text": ""}, {"text": " \n"}, {"text": "", "html": " "}])
def test_a_blank_article_is_dropped_under_its_id(fields: dict[str, str]) -> None:
    """Whoever asks what became of article 7 finds it."""
    with pytest.raises(DropError) as caught:
        decoded(id=7, **fields)

    assert (caught.value.reason, caught.value.article_id) == ("empty", "7")


def test_a_long_text_is_too_large() -> None:
    """The limit counts characters of the text, apart from the limit of the value."""
    with pytest.raises(ArticleError) as caught:
        decode(b'{"text": "12345"}', limits=Limits(text_characters=4))

    expected = "field 'text' has 5 characters; at most 4 are processed"
    assert (caught.value.code, caught.value.message) == ("decode/too_large", expected)


def test_control_characters_stay_in_the_text() -> None:
    """NUL is a legal character of a JSON string; normalization takes it out, not the codec."""
    assert decode(b'{"text": "a\\u0000b"}').text == "a\0b"


def test_encode_leaves_nulls_out() -> None:
    """Known fields first, in the order of the contract, then the unknown ones."""
    article = RawArticle(id="a", text="Ü", url="u", extra={"z": 1, "id": "stolen"})

    assert encode(article) == '{"id":"a","text":"Ü","url":"u","z":1}'.encode()


def test_encode_refuses_what_is_no_text() -> None:
    """A file read with the wrong encoding leaves lone surrogates."""
    with pytest.raises(ArticleError, match="article 'a' cannot be written as JSON") as caught:
        encode(RawArticle(id="a", text="caf\udce9"))

    assert caught.value.code == "decode/bad_encoding"
