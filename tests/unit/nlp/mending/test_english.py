"""English trees: clauses get their subjects, particles their verbs, and what is right stays."""

from __future__ import annotations

import pytest

from tests.unit.nlp.mending.conftest import relations

CASES = [
    pytest.param(
        "Russia/PROPN/nsubj/3 ,/PUNCT/punct/0 officials/NOUN/nsubj/3 said/VERB/ROOT/3 ,/PUNCT/punct/5 "
        "attacked/VERB/ccomp/3 Kharkiv/PROPN/obj/5",
        {"Russia": ("nsubj", "attacked"), "officials": ("nsubj", "said")},
        id="who stands before the comma says nothing",
    ),
    pytest.param(
        "Iran/PROPN/nsubj/2 officials/NOUN/nsubj/2 said/VERB/ROOT/2 fled/VERB/ccomp/2 abroad/ADV/nmod/0",
        {"Iran": ("nsubj", "said")},
        id="a phrase that crosses its verb and ends the text stays",
    ),
    pytest.param(
        "Israel/PROPN/nsubj/1 began/VERB/ROOT/1 to/ADP/case/3 shell/VERB/obl/1 Lebanon/PROPN/obj/3",
        {"to": ("mark", "shell"), "shell": ("xcomp", "began")},
        id="a verb behind to",
    ),
    pytest.param(
        "Minister/NOUN/ROOT/0 spoke/VERB/acl/0/VerbForm=Fin with/ADP/case/3 Egypt/PROPN/obl/1",
        {"Minister": ("nsubj", "spoke"), "spoke": ("ROOT", "spoke")},
        id="a finite verb is no clause about its subject",
    ),
    pytest.param(
        "Troops/NOUN/ROOT/0 sent/VERB/acl/0/VerbForm=Part to/ADP/case/3 Mali/PROPN/obl/1",
        {"Troops": ("ROOT", "Troops"), "sent": ("acl", "Troops")},
        id="a participle is",
    ),
    pytest.param(
        "Its/PRON/nmod/1 neighbor/NOUN/nsubj/3 Pakistan/PROPN/nsubj/3 deported/VERB/ROOT/3",
        {"neighbor": ("nsubj", "deported"), "Pakistan": ("appos", "neighbor")},
        id="a name beside what it is",
    ),
    pytest.param(
        "Guterres/PROPN/nsubj:pass/1 called/VERB/ROOT/1 Taliban/PROPN/obj/1",
        {"Guterres": ("nsubj", "called")},
        id="no passive without its auxiliary",
    ),
    pytest.param(
        "Kyiv/PROPN/nsubj:pass/2 was/AUX/aux:pass/2 hit/VERB/ROOT/2",
        {"Kyiv": ("nsubj", "hit")},
        id="a passive with it keeps its subject",
    ),
    pytest.param(
        "Army/NOUN/nsubj/1 denied/VERB/ROOT/1 having/VERB/xcomp/1 shot/VERB/obj/2 workers/NOUN/obl/2",
        {"shot": ("xcomp", "denied"), "having": ("aux", "shot"), "workers": ("obl", "shot")},
        id="having is an auxiliary",
    ),
    pytest.param(
        "Having/AUX/aux/1 met/VERB/ROOT/1 Putin/PROPN/obj/1 ,/PUNCT/punct/5 Orban/PROPN/nsubj/5 "
        "flew/VERB/parataxis/1",
        {"flew": ("ROOT", "flew"), "met": ("advcl", "flew")},
        id="what opens a sentence is not its verb",
    ),
    pytest.param(
        "Spain/PROPN/nsubj/5 as/ADV/cc/4 well/ADV/fixed/1 as/ADP/fixed/1 Britain/PROPN/nmod/0 "
        "left/VERB/ROOT/5",
        {"Britain": ("conj", "Spain")},
        id="as well as",
    ),
    pytest.param(
        "Serbia/PROPN/nsubj/1 break/VERB/ROOT/1 off/ADP/case/3 talks/NOUN/obl/1",
        {"off": ("compound", "break"), "talks": ("obj", "break")},
        id="a particle of a verb that the tables have",
    ),
    pytest.param(
        "They/PRON/nsubj/1 jump/VERB/ROOT/1 off/ADP/case/3 stage/NOUN/obl/1",
        {"off": ("case", "stage"), "stage": ("obl", "jump")},
        id="a preposition behind any other",
    ),
    pytest.param(
        "Israel/PROPN/nsubj/1 hit/VERB/ROOT/1 Syria/PROPN/obj/1 ,/PUNCT/punct/5 the/DET/det/5 "
        "army/NOUN/nsubj/6 say/VERB/advcl/1",
        {"say": ("parataxis", "hit"), "army": ("nsubj", "say")},
        id="who says it stands behind it",
    ),
    pytest.param(
        "Iran/PROPN/nsubj/1 wins/VERB/ROOT/1 if/SCONJ/mark/4 Iraq/PROPN/nsubj/4 falls/VERB/advcl/1 "
        ",/PUNCT/punct/6 Tehran/PROPN/nsubj/7 say/VERB/conj/4",
        {"say": ("parataxis", "wins")},
        id="and frames the whole sentence, not its last clause",
    ),
    pytest.param(
        "Israel/PROPN/nsubj/1 hit/VERB/ROOT/1 Syria/PROPN/obj/1 ,/PUNCT/punct/5 state/NOUN/compound/5 "
        "television/NOUN/dep/1 report/VERB/acl/5 on/ADP/case/8 Monday/PROPN/obl/6",
        {"report": ("parataxis", "hit"), "television": ("nsubj", "report")},
        id="a speaker is not what is reported",
    ),
    pytest.param(
        "Israel/PROPN/nsubj/1 hit/VERB/ROOT/1 Syria/PROPN/obj/1 ,/PUNCT/punct/5 an/DET/det/5 "
        "attack/NOUN/appos/1 report/VERB/acl/5",
        {"attack": ("appos", "hit"), "report": ("acl", "attack")},
        id="an attack is",
    ),
    pytest.param(
        "Israel/PROPN/nsubj/1 hit/VERB/ROOT/1 Syria/PROPN/obj/1 ,/PUNCT/punct/6 as/SCONJ/mark/6 "
        "media/NOUN/nsubj/6 report/VERB/advcl/1",
        {"report": ("advcl", "hit")},
        id="a clause with a word that joins it stays",
    ),
    pytest.param(
        "Israel/PROPN/nsubj/1 hit/VERB/ROOT/1 Syria/PROPN/obj/1 ,/PUNCT/punct/4 say/VERB/conj/1 "
        "the/DET/det/6 minister/NOUN/obj/4",
        {"say": ("parataxis", "hit"), "minister": ("nsubj", "say")},
        id="the speaker may come last",
    ),
    pytest.param(
        "Russia/PROPN/nsubj/1 hit/VERB/ROOT/1 Odesa/PROPN/obj/1 ,/PUNCT/punct/4 claim/VERB/conj/1 "
        "Crimea/PROPN/obj/4",
        {"claim": ("conj", "hit"), "Crimea": ("obj", "claim")},
        id="what is claimed is no speaker",
    ),
    pytest.param(
        "Iran/PROPN/nsubj/1 hit/VERB/ROOT/1 Erbil/PROPN/obj/1 ,/PUNCT/punct/4 tell/VERB/conj/1 "
        "the/DET/det/6 minister/NOUN/obj/4",
        {"tell": ("conj", "hit"), "minister": ("obj", "tell")},
        id="who is told is no speaker",
    ),
    pytest.param(
        "Israel/PROPN/nsubj/1 hit/VERB/ROOT/1 ,/PUNCT/punct/3 -/PUNCT/nsubj/4 say/VERB/advcl/1 "
        "…/PUNCT/obl/1 report/VERB/acl/5",
        {"hit": ("ROOT", "hit")},
        id="signs say nothing",
    ),
    pytest.param(
        "Iran/PROPN/nsubj/1 say/VERB/ROOT/1 ,/PUNCT/punct/5 who/PRON/nsubj/5 asks/NOUN/dep/1 "
        "it/PRON/nsubj/6 report/VERB/ccomp/1 wins/NOUN/obj/6",
        {"report": ("ccomp", "say")},
        id="what somebody says is no speaker",
    ),
    pytest.param(
        "Israel/PROPN/nsubj/1 hits/VERB/ROOT/1 Syria/PROPN/obj/1 :/PUNCT/punct/2 state/NOUN/compound/5 "
        "media/NOUN/appos/2",
        {"media": ("parataxis", "hits"), ":": ("punct", "media"), "Syria": ("obj", "hits")},
        id="who stands behind the colon of a headline",
    ),
    pytest.param(
        "Israel/PROPN/nsubj/1 hits/VERB/ROOT/1 cities/NOUN/obj/1 :/PUNCT/punct/2 Damascus/PROPN/appos/2 "
        "and/CCONJ/cc/6 Homs/PROPN/conj/4",
        {"Damascus": ("appos", "cities")},
        id="a list is no speaker",
    ),
    pytest.param(
        "Turkey/PROPN/nsubj/1 plans/NOUN/ROOT/1 to/PART/mark/3 attack/VERB/acl/1 Syria/PROPN/obj/3",
        {"attack": ("xcomp", "plans")},
        id="a verb that looks like a noun",
    ),
    pytest.param(
        "killing/NOUN/nsubj/5 of/ADP/case/2 general/NOUN/nmod/0 by/ADP/case/4 Israel/PROPN/nmod/2 "
        "shocked/VERB/ROOT/5",
        {"Israel": ("nmod", "killing")},
        id="who does it hangs on the act",
    ),
]


@pytest.mark.parametrize(("words", "expected"), CASES)
def test_tree(words: str, expected: dict[str, tuple[str, str]]) -> None:
    """Relation and head of the words that matter."""
    found = relations("en", words)
    assert {word: found[word] for word in expected} == expected
