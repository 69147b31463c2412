"""Stories, readings and alerts as one line for people, from the JSON that is on the topics."""

from __future__ import annotations

from rich.text import Text

from worker.messages.evidence import Json

_NOVELTY_STYLES = {
    "new": "bold green",
    "copy": "dim",
    "information": "green",
    "correction": "bold yellow",
}
_COVERAGE_STYLES = {"ok": "green", "thin": "yellow", "blind": "bold magenta"}
_SEVERITY_STYLES = {"warning": "bold yellow", "critical": "bold red"}
#: From here on a reading stands out, in percent of a usual day.
_HIGH, _HIGHEST = 150, 250
_MOST_OUTLETS = 4


def story_line(story: Json) -> Text:
    """A story: 'new 1× dpa “Titel” RUS THREATEN USA — follows 3f2a…'."""
    line = Text()
    line.append(f"{story['novelty']:<11} ", _NOVELTY_STYLES[story["novelty"]])
    line.append(f"{story['copies']}× ", "bold")
    line.append(f"{_named(story['origins'])} ")
    line.append(f"“{story['title']}”")
    if acts := list(dict.fromkeys(f"{one['dyad']} {one['type']}" for one in story["events"])):
        line.append(f" {', '.join(acts[:3])}", "cyan")
    if story["follows"]:
        line.append(f" — follows {story['follows'][:8]}", "dim")
    return line


def index_line(reading: Json) -> Text:
    """A reading: 'RUS-USA 258 (threats 120, acts 310) 36.7 points, usually 8.1; 4 stories, ok'."""
    total = reading["total"]
    line = Text()
    line.append(f"{reading['subject']:<9} ", "bold")
    line.append(f"{_value(total)} ", _tension(total["value"]))
    line.append(f"(threats {_value(reading['threats'])}, acts {_value(reading['acts'])}) ")
    line.append(
        f"{total['points']:.1f} points, usually {total['baseline']['mean']:.1f}; "
        f"{reading['stories']} stories, ",
        "dim",
    )
    line.append(reading["coverage"], _COVERAGE_STYLES[reading["coverage"]])
    if reading["silent"]:
        line.append(f": silent {_named(reading['silent'])}", "magenta")
    line.append(f" {reading['hour']}", "dim")
    return line


def alert_line(alert: Json) -> Text:
    """An alert: 'raised critical RUS-USA: acts of force up ... — importance 62, credibility 0.9'."""
    line = Text()
    line.append(f"{alert['status']} ", "bold")
    line.append(f"{alert['severity']} ", _SEVERITY_STYLES[alert["severity"]])
    line.append(alert["why"])
    line.append(
        f" Importance {alert['importance']:.0f}, credibility {alert['credibility']:.2f}.", "dim"
    )
    if alert["evidence"]:
        first = alert["evidence"][0]
        line.append(f" {first['outlet']}: “{first['evidence']['surface']}”", "dim")
    return line


def _named(names: list[str]) -> str:
    more = len(names) - _MOST_OUTLETS
    shown = ", ".join(names[:_MOST_OUTLETS])
    return f"{shown} and {more} more" if more > 0 else shown


def _value(part: Json) -> str:
    return "–" if part["value"] is None else f"{part['value']:.0f}"


def _tension(value: float | None) -> str:
    if value is None or value < _HIGH:
        return ""
    return "bold red" if value >= _HIGHEST else "yellow"
