"""The component ``ew_actor_linker``: entities with links, and mentions for the components after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.language import Language
from spacy.tokens import Doc as Parsed

from worker.nlp.actors.entities import Found, entities
from worker.nlp.actors.gazetteer import Gazetteer, Hit
from worker.nlp.actors.lexicon import Ambiguity, Lexicon, Sense, lexicon
from worker.nlp.actors.people import People
from worker.nlp.layout import layout
from worker.nlp.mentions import Mention, register
from worker.nlp.reading import read
from worker.nlp.tokens import Doc

_PERSON = ("PER", "PERSON")


class ActorLinker:
    """Finds the forms of the actor tables in a Doc, decides what they mean, and links the entities."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._gazetteer = Gazetteer(lexicon)

    def __call__(self, parsed: Parsed) -> Parsed:
        """Set ``doc._.entities`` and ``doc._.mentions``."""
        doc = read(parsed)
        hits = self._gazetteer.hits(doc)
        people = People(doc, self._lexicon, hits)
        senses = self._decided(doc, hits)
        found = [found for hit in hits for found in self._read(doc, hit, people, senses)]
        doc.entities = parsed._.entities = entities(doc, found, self._lexicon.roles)
        named = [one.mention for one in found if one.mention and not one.hit.detached]
        mentions = tuple(sorted((*named, *self._compounds(doc, hits)), key=_place))
        doc.mentions = parsed._.mentions = mentions
        return parsed

    def _decided(self, doc: Doc, hits: Sequence[Hit]) -> dict[str, Sense | None]:
        """What the ambiguous forms of an article mean in it."""
        text, ambiguous = layout(doc).text, self._lexicon.ambiguous
        forms = {hit.form for hit in hits if hit.form in ambiguous}
        return {form: _decide(ambiguous[form], text) for form in forms}

    def _read(
        self, doc: Doc, hit: Hit, people: People, senses: Mapping[str, Sense | None]
    ) -> Iterator[Found]:
        """What one hit means; nothing for a word that only looks like an actor."""
        form = hit.form
        if form in self._lexicon.blocked or self._inside_person(doc, hit):
            return
        if form in senses:
            sense = senses[form]
            yield Found(hit, None if sense is None else _mention(hit, sense))
        elif form in self._lexicon.senses:
            yield Found(hit, _mention(hit, self._lexicon.senses[form]))
        elif form in self._lexicon.roles.forms:
            role = self._lexicon.roles.forms[form]
            yield Found(hit, Mention(hit.start, hit.end, "role", role.sector))
        elif (link := people.link(hit)) is not None:
            yield Found(hit, Mention(hit.start, hit.end, "person", link.sector, link))

    def _inside_person(self, doc: Doc, hit: Hit) -> bool:
        """Whether a place is part of someone's name ("Jordan" in "Michael Jordan")."""
        if hit.rest or not self._is_place(hit.form):
            return False
        entity = layout(doc).entity(hit.start)
        if entity is None or entity.label not in _PERSON or entity.end < hit.end:
            return False
        return (entity.start, entity.end) != (hit.start, hit.end)

    def _is_place(self, form: str) -> bool:
        return form in self._lexicon.senses or form in self._lexicon.ambiguous

    def _compounds(self, doc: Doc, hits: Sequence[Hit]) -> Iterator[Mention]:
        """Role nouns that only their last part gives away ("Verteidigungsminister")."""
        taken = {i for hit in hits for i in range(hit.start, hit.end)}
        for token in doc:
            if token.i not in taken and (token.is_title or "-" in token.text):
                role = self._lexicon.roles.of(token.text)
                if role is not None:
                    yield Mention(token.i, token.i + 1, "role", role.sector)


@Language.factory(
    "ew_actor_linker",
    assigns=["doc._.entities", "doc._.mentions"],
    requires=["doc.ents"],
)
def create(nlp: Language, name: str) -> ActorLinker:  # noqa: ARG001  (spaCy passes the name)
    """Build the component for the language of ``nlp``; raises DataError for a bad table."""
    register()
    return ActorLinker(lexicon(nlp.lang))


def _place(mention: Mention) -> int:
    return mention.start


def _mention(hit: Hit, sense: Sense) -> Mention:
    return Mention(hit.start, hit.end, sense.kind, sense.link.sector, sense.link)


def _decide(ambiguity: Ambiguity, text: str) -> Sense | None:
    """The only sense with a cue in the article, else the default."""
    supported = [s for s, cues in ambiguity.senses if any(cue in text for cue in cues)]
    return supported[0] if len(supported) == 1 else ambiguity.default
