"""Records as one line for people, from the JSON that is on the topics."""

from __future__ import annotations

from rich.text import Text

from worker.messages.evidence import Json

#: Colors by quad class: verbal and material cooperation, verbal and material conflict.
QUAD_STYLES = {1: "green", 2: "bold green", 3: "yellow", 4: "bold red"}
_LONGEST_QUOTE = 110


def event_line(event: Json) -> Text:
    """An event: 'RUS THREATEN → USA, NATO (asserted) — says Sergej Rjabkow, via Interfax: "..."'."""
    if event["status"] == "retracted":
        return retraction_line(event)
    line = Text()
    line.append(side(event, "source"), "bold")
    line.append(f" {event['type']} ", QUAD_STYLES[event["quad_class"]])
    line.append("→ ")
    line.append(side(event, "target"), "bold")
    line.append(f" ({modality(event)})", "italic")
    line.append(" — ")
    line.append(attribution(event["speaker"]))
    line.append(f"“{quote(event)}”", "dim")
    return line


def retraction_line(event: Json) -> Text:
    """An event taken back: 'RUS-NATO+USA THREATEN (asserted) is taken back: a-1 has a new version'."""
    line = Text(f"{event['dyad']} {event['type']} ({modality(event)})", "strike dim")
    return line.append(f" is taken back: {event['article_id']} has a new version", "yellow")


def actors(slot: list[Json]) -> str:
    """The actors of a slot by code, by their words where they have none, "—" where there are none."""
    names = [actor["code"] or f"“{actor['surface']}”" for actor in slot]
    return ", ".join(dict.fromkeys(names)) or "—"


def side(event: Json, name: str) -> str:
    """The slot of a side; where it is empty, in brackets whom the rest of the article implies."""
    implied = [one["actor"] for one in event["implied"] if one["side"] == name]
    slot = event[f"{name}s"]
    return actors(slot) if slot or not implied else f"[{actors(implied)}]"


def modality(event: Json) -> str:
    """The modality, with the type the event counts as when that is another one."""
    resolved = event["resolved_type"]
    if resolved == event["type"]:
        return str(event["modality"])
    return f"{event['modality']}, counts as {resolved or 'nothing'}"


def attribution(speaker: Json | None) -> str:
    """Who says so and through which medium: "says Sergej Rjabkow, via Interfax: "."""
    if speaker is None:
        return ""
    via = f", via {speaker['source']['surface']}" if speaker["source"] else ""
    return f"says {speaker['actor']['surface']}{via}: "


def quote(event: Json) -> str:
    """The sentence of the event on one line, cut around its trigger when it is long."""
    sentence, trigger = event["evidence"], event["trigger"]
    text: str = sentence["surface"]
    if len(text) > _LONGEST_QUOTE:
        middle = (trigger["start"] + trigger["end"]) // 2 - sentence["start"]
        first = max(0, min(middle - _LONGEST_QUOTE // 2, len(text) - _LONGEST_QUOTE))
        last = first + _LONGEST_QUOTE
        start = "…" if first else ""
        end = "…" if last < len(text) else ""
        text = f"{start}{text[first:last].strip()}{end}"
    return " ".join(text.split())


def domain_line(domain: Json) -> str:
    """What an article is about and by which words: "conflict by “Nato” 10.2, “Truppen” 6.0"."""
    if domain["name"] is None:
        return f"no domain: {domain['no_domain']}".replace("_", " ")
    heaviest = sorted(domain["evidence"], key=lambda term: -term["points"])
    words = ", ".join(f"“{term['surface']}” {term['points']:.1f}" for term in heaviest)
    effect = ": no conflict, so nothing below counts" if domain["cancels"] else ""
    return f"domain {domain['name']} by {words}{effect}"


def enriched_line(article: Json) -> Text:
    """An enriched article: score, language, id and title."""
    title = (article["title"] or {}).get("surface") or article["text"][:80]
    line = Text(f"{article['score']['value']:5.1f} ", "bold")
    line.append(f"{article['language']} {len(article['events'])} events ")
    line.append(article["id"], "dim")
    return line.append(f" {' '.join(title.split())}")


def dead_line(letter: Json) -> Text:
    """A dead letter: code, where it came from, message."""
    error = letter["error"]
    line = Text(f"{error['code']} ", "bold red")
    line.append(f"{error['topic']}/{error['partition']}@{error['offset']} ", "dim")
    return line.append(error["message"])
