"""Dashboard Quality: what becomes of the articles, and what is found in them."""

from __future__ import annotations

from deploy.dashboards.spec import (
    BAD,
    CALM,
    GOOD,
    INSTANCE,
    WARN,
    Board,
    Panel,
    Query,
    Row,
    Variable,
    mine,
    rate,
    total,
)  # fmt: skip

_OUTCOMES = (
    ("Published", "published", CALM, "Went on to articles.enriched with their events."),
    ("Dropped", "dropped", CALM, "Nothing is wrong with them, but they are not for us."),
    ("Dead-lettered", "dead_lettered", WARN, "Could not be processed; their bytes are in articles.dead."),
)  # fmt: skip

_ARTICLES = Row(
    "Articles in the time shown",
    (
        *(
            Panel(
                title, why, "stat",
                (Query(f"sum(increase({mine('articles_total', disposition=name)}[$__range]))"),),
                width=4, height=4, decimals=0, steps=((color, None),),
                alert="DeadLetterRatio" if name == "dead_lettered" else "",
            )
            for title, name, color, why in _OUTCOMES
        ),
        Panel(
            "Dead letters, ten minutes", "Share of all articles; the alert fires above 5 %.", "stat",
            (Query("worker:escalation_dead_letters:ratio10m"),), unit="percentunit", width=4, height=4,
            steps=((GOOD, None), (WARN, 0.01), (BAD, 0.05)), alert="DeadLetterRatio",
        ),
        Panel(
            "Events an article", "Of the published ones; a deploy that changes it changed the coding.",
            "stat",
            (Query(f"sum(increase({mine('events_total')}[$__range])) / "
                   f"sum(increase({mine('published_articles_total')}[$__range]))"),),
            width=4, height=4, decimals=2, steps=((CALM, None),),
        ),
        Panel(
            "Languages heard", "With an article within the last six hours.", "stat",
            (Query("count(language:escalation_silence_seconds:min < 6 * 3600) or vector(0)"),),
            width=4, height=4, steps=((BAD, None), (GOOD, 1)), alert="LanguageSilent",
        ),
        Panel(
            "Dispositions", "Share of each; published should rule.", "timeseries",
            (Query(rate("articles_total", "disposition"), "{{disposition}}"),),
            unit="ops", width=8, stacked=True, alert="DeadLetterRatio",
        ),
        Panel(
            "Drops by reason", "unsupported_language rises: a feed changed, or a text is garbled.", "bars",
            (Query(total("articles_total", "reason", disposition="dropped"), "{{reason}}"),),
            width=8, decimals=0, steps=((CALM, None),),
        ),
        Panel(
            "Dead letters by reason", "decode/… and normalize/… come with the articles, nlp/failed is "
            "ours, nlp/crashed and nlp/timeout are the article's or the machine's.", "bars",
            (Query(f"{total('dead_letters_total', 'code')} > 0", "{{code}}"),),
            width=8, decimals=0, steps=((WARN, None),), alert="DeadLetterRatio",
        ),
    ),
)  # fmt: skip

_LANGUAGES = Row(
    "Languages and subjects",
    (
        Panel(
            "Published by language", "A language that ends at once is a feed that died.", "timeseries",
            (Query(rate("published_articles_total", "language", language="$language"), "{{language}}"),),
            unit="ops", width=8, stacked=True, alert="LanguageSilent",
        ),
        Panel(
            "Silence of a language", "Since its last article; the alert fires at six hours.", "timeseries",
            (Query('language:escalation_silence_seconds:min{language=~"$language"}', "{{language}}"),),
            unit="s", width=8, steps=((GOOD, None), (BAD, 21600)), alert="LanguageSilent",
        ),
        Panel(
            "Domains", "What published articles are about; no_evidence and mixed are undecided.", "bars",
            (Query(f"{total('published_articles_total', 'domain', language='$language')} > 0",
                   "{{domain}}"),),
            width=8, decimals=0, steps=((CALM, None),),
        ),
    ),
)  # fmt: skip

_EVENTS = Row(
    "Events",
    (
        Panel(
            "Events by type", "PLOVER's sixteen; the mix changes with the news, and with a deploy.",
            "timeseries", (Query(rate("events_total", "type"), "{{type}}"),),
            unit="ops", width=8, stacked=True,
        ),
        Panel(
            "Events by type and modality", "In the time shown: what is asserted, and what is only "
            "announced, denied, reported or past.", "matrix",
            (Query(f"{total('events_total', 'type, modality')} > 0"),), width=10, decimals=0,
        ),
        Panel(
            "Corrections", "Articles that came again with another text, and the events that this took "
            "back; a feed that touches all its articles looks like this.", "bars",
            (Query(total("corrections_total", "replaced"), "{{replaced}}"),),
            width=6, decimals=0, steps=((CALM, None),),
        ),
    ),
)  # fmt: skip

_ABSTENTIONS = Row(
    "Abstentions",
    (
        Panel(
            "Events with an empty slot", "Share of the events of the last hour; what a text does not "
            "say is left empty, never guessed.", "timeseries",
            (Query("slot:escalation_event_slots_missing:ratio1h", "{{slot}}"),),
            unit="percentunit", width=12, most=1,
        ),
        Panel(
            "Empty slots by reason", "In the time shown. implied: the rest of the article names the side, "
            "and the event carries it apart.", "bars",
            (Query(f"{total('event_slots_missing_total', 'slot, reason')} > 0",
                   "{{slot}}: {{reason}}"),),
            width=12, decimals=0, steps=((CALM, None),),
        ),
    ),
)  # fmt: skip

BOARD = Board(
    "escalation-quality",
    "Escalation worker: Quality",
    "What becomes of the articles, and what is found in them.",
    (
        INSTANCE,
        Variable("language", "Language", "label_values(escalation_published_articles_total, language)"),
    ),
    (_ARTICLES, _LANGUAGES, _EVENTS, _ABSTENTIONS),
)  # fmt: skip
