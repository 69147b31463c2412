"""Inflected forms of trigger verbs: what a word is a form of when the lemmatizer does not know it.

Regular forms are built by rule, irregular ones come from ``<language>/verbforms.tsv``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from worker.languages.tables import path, rows

#: German prefixes that stay on the verb and take no "ge-".
_FIXED = ("be", "emp", "ent", "er", "ge", "miss", "ver", "zer", "über", "unter", "wider", "hinter")
#: German particles that part from it, longest first.
_PARTICLES = (
    "zusammen", "entgegen", "zurück", "nieder", "wieder", "herbei", "heraus", "voran", "dazu", "fort",
    "fest", "frei", "heim", "nach", "teil", "vor", "auf", "aus", "ein", "her", "hin", "los", "mit",
    "weg", "ab", "an", "bei", "um", "zu",
)  # fmt: skip
_VOWELS = "aeiou"


def forms(language: str, lemmas: Iterable[str]) -> Mapping[str, str]:
    """The lemma by inflected form (lower case); a form of two verbs goes to the first."""
    irregular = {
        row.text("base"): row.many("forms")
        for row in rows(path(language, "verbforms.tsv"), columns=("base", "forms"))
    }
    build = _german if language == "de" else _english
    found: dict[str, str] = {}
    for lemma in lemmas:
        for form in build(lemma, irregular):
            found.setdefault(form, lemma)
    return found


def _german(lemma: str, irregular: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    yield lemma
    particle = _particle(lemma)
    if particle:
        yield f"{particle}zu{lemma.removeprefix(particle)}"
    base = next((b for b in _ends(lemma) if b in irregular), None)
    if base is not None:
        prefix = lemma.removesuffix(base)
        *finite, participle = irregular[base]
        yield from (prefix + form for form in finite)
        bare = participle.removeprefix("ge") if prefix in _FIXED else participle
        yield from _declined(prefix + bare)
        return
    stem = lemma.removesuffix("en") if lemma.endswith("en") else lemma.removesuffix("n")
    link = "e" if stem.endswith(("t", "d")) else ""
    yield from (stem + link + ending for ending in ("t", "te", "ten", "test"))
    yield stem + "e"
    yield from _declined(_participle(stem) + link + "t")


def _declined(participle: str) -> Iterator[str]:
    """A participle as a verb has it and as it stands before a noun."""
    yield from (participle + ending for ending in ("", "e", "en", "er", "es", "em"))


def _participle(stem: str) -> str:
    if stem.endswith("ier") or stem.startswith(_FIXED):
        return stem
    particle = _particle(stem)
    rest = stem.removeprefix(particle)
    return stem if rest.startswith(_FIXED) else f"{particle}ge{rest}"


def _particle(verb: str) -> str:
    """The particle that a separable verb begins with, "" for others."""
    return next((p for p in _PARTICLES if verb.startswith(p) and len(verb) > len(p) + 2), "")


def _ends(lemma: str) -> Iterator[str]:
    return (lemma[start:] for start in range(len(lemma) - 3))


def _english(lemma: str, irregular: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Forms of the verb; a particle follows it ("turn down": "turned down")."""
    verb, _, particle = lemma.partition(" ")
    after = f" {particle}" if particle else ""
    regular = [] if verb in irregular else _past(verb)
    for form in (*irregular.get(verb, ()), *regular, f"{verb}s", _progressive(verb)):
        yield form + after


def _past(verb: str) -> list[str]:
    if verb.endswith("e"):
        return [f"{verb}d"]
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return [f"{verb[:-1]}ied"]
    return [f"{verb}ed", f"{verb}{verb[-1:]}ed"]


def _progressive(verb: str) -> str:
    return f"{verb.removesuffix('e')}ing"
