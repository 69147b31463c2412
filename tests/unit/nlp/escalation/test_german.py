"""German sentences and the keywords in them: what counts, what is taken back, what is no keyword."""

from __future__ import annotations

import pytest

from .conftest import Read

COUNTS = [
    # single words, in any form the lemmatizer may not know
    ("Bei Luftschlägen auf Vororte der Stadt brannten Häuser.", "Luftschlägen", "war_escalation"),
    ("Die Putschisten sprachen von einem Staatsstreich.", "Staatsstreich", "war_begin"),
    ("Zur Invasion des Nachbarlands kam es am Abend.", "Invasion", "war_begin"),
    ("Der Präsident stellte ein Ultimatum.", "stellte ein Ultimatum", "war_threat"),
    ("Ein Selbstmordattentat erschütterte Kabul.", "Selbstmordattentat", "terror_act"),
    ("Zwei Geiseln sind noch in ihrer Gewalt.", "Geiseln", "terror_act"),
    ("Das Embargo gilt seit Montag.", "Embargo", "military_buildup"),
    ("Der Iran zündete eine Interkontinentalrakete.", "Interkontinentalrakete", "nuclear_threat"),
    ("Kampfjets bombardierten den Hafen.", "Kampfjets bombardierten", "war_escalation"),
    ("Der Hafen wurde in der Nacht bombardiert.", "bombardiert", "war_escalation"),
    ("Die Generalmobilmachung wurde ausgerufen.", "Generalmobilmachung", "military_buildup"),
    ("Die Regierung verhängte das Kriegsrecht.", "verhängte das Kriegsrecht", "peace_threat"),
    # separable verbs, their particle far away
    ("Der Kreml drohte der Nato Vergeltung an.", "drohte der Nato Vergeltung", "war_threat"),
    ("Russische Verbände rücken in das Nachbarland ein.", "rücken", "war_begin"),
    ("Die Panzer marschierten am Morgen in die Hauptstadt ein.", "marschierten", "war_begin"),
    ("Sie griffen in der Nacht einen Posten an.", "griffen", "war_escalation"),
    ("Die Hauptstadt rüstet seit Jahren massiv auf.", "rüstet", "military_buildup"),
    ("Das Land schoss am Abend ein Flugzeug ab.", "Flugzeug", "war_escalation"),
    # compounds, by their parts
    ("Moskau kritisiert die US-Truppenverstärkungen.", "Truppenverstärkungen", "military_buildup"),
    ("Der Vergeltungsschlag traf einen Flugplatz.", "Vergeltungsschlag", "war_escalation"),
    ("Der Raketenangriff dauerte eine Stunde.", "Raketenangriff", "war_escalation"),
    ("Das Waffenembargo bleibt in Kraft.", "Waffenembargo", "military_buildup"),
    ("Nach dem Mörserangriff brannte das Lager.", "Mörserangriff", "war_escalation"),
    ("Der Drohnenkrieg verlagert sich nach Süden.", "Drohnenkrieg", "war_begin"),
    ("Die Handelsblockade der Insel dauert an.", "blockade", "military_buildup"),
    # pairs: N/2, government and AND
    ("Die Welt fürchtet den Krieg.", "fürchtet den Krieg", "war_threat"),
    (
        "Die Truppe fürchtet eine neue Waffenruhe, die wieder gebrochen wird.",
        "gebrochen",
        "peace_threat",
    ),
    (
        "Die USA wollen ihre Militärpräsenz im Osten des Bündnisses verstärken.",
        "verstärken",
        "military_buildup",
    ),
    ("Moskau hat Soldaten an die Grenze verlegt.", "verlegt", "military_buildup"),
    ("Die nukleare Abschreckung ist zurück.", "nukleare Abschreckung", "nuclear_threat"),
    ("Bei dem Angriff wurden neun Zivilisten getötet.", "getötet", "war_escalation"),
    ("Am Freitag begann der Krieg.", "begann der Krieg", "war_begin"),
    # repression, entry bans, arms deals
    ("Die Polizei nahm Regierungskritiker fest.", "nahm Regierungskritiker", "peace_threat"),
    ("Bei einer Kundgebung wurden zehn Menschen festgenommen.", "festgenommen", "peace_threat"),
    ("Der Oppositionsführer wurde am Montag verhaftet.", "verhaftet", "peace_threat"),
    ("Sie wurde zu 15 Jahren Arbeitslager verurteilt.", "Arbeitslager verurteilt", "peace_threat"),
    ("Moskau verhängte Einreiseverbote.", "Einreiseverbote", "military_buildup"),
    ("Das Land kauft 200 Panzer.", "kauft 200 Panzer", "military_buildup"),
    (
        "Das Land arbeitet am Bau seines zweiten Flugzeugträgers.",
        "Bau seines zweiten Flugzeugträgers",
        "military_buildup",
    ),
    # relief
    ("Beide Seiten vereinbarten eine Waffenruhe.", "vereinbarten eine Waffenruhe", "deescalation"),
    (
        "Die Truppen ziehen sich aus der Stadt zurück, der Truppenabzug läuft.",
        "Truppenabzug",
        "deescalation",
    ),
]

TAKEN_BACK = [
    # negated
    ("Es gibt keinen Krieg.", "Krieg", "negated", "keinen"),
    ("Die Regierung bestritt einen Angriff auf das Dorf.", "Angriff", "denied", "bestritt"),
    ("Die Armee wird das Nachbarland nicht angreifen.", "angreifen", "negated", "nicht"),
    ("Um eine Eskalation zu vermeiden, verhandelten beide.", "Eskalation", "negated", "vermeiden"),
    ("Der Anschlag wurde vereitelt.", "Anschlag", "negated", "vereitelt"),
    ("Die Invasion fand nicht statt.", "Invasion", "negated", "nicht"),
    ("Die Machtübernahme verlief ohne Gewalt.", "Gewalt", "negated", "ohne"),
    # conditional
    ("Sollte Russland angreifen, beraten die Verbündeten.", "angreifen", "conditional", "Sollte"),
    ("Wenn die Kämpfe weitergehen, reist er ab.", "Kämpfe", "conditional", "Wenn"),
    ("Falls es zur Invasion kommt, schließt die Botschaft.", "Invasion", "conditional", "Falls"),
    ("Ein möglicher Anschlag beschäftigt die Behörden.", "Anschlag", "hypothetical", "möglicher"),
    # historical
    ("Vor 80 Jahren begann der Krieg.", "begann der Krieg", "historical", "Vor 80 Jahren"),
    ("Im Jahr 1945 endete die Belagerung.", "Belagerung", "historical", "1945"),
    ("Zum Jahrestag des Massakers läuteten Glocken.", "Massakers", "historical", "Jahrestag"),
    ("Die Wehrmacht überfiel das Land am Morgen.", "überfiel das Land", "historical", "Wehrmacht"),
    ("Historiker streiten über die Offensive.", "Offensive", "historical", "Historiker"),
    # sport, culture, business, weather, crime
    ("Der Angriff über links überraschte den Torwart.", "Angriff", "excluded", "Torwart"),
    ("Die Attacke des Radprofis begann vor dem Halbfinale.", "Attacke", "excluded", "Halbfinale"),
    ("Der Kriegsfilm handelt von einer Schlacht.", "Krieg", "excluded", "film"),
    ("Der Regisseur zeigt ein Massaker in Zeitlupe.", "Massaker", "excluded", "Regisseur"),
    ("Der Roman erzählt von einer Invasion.", "Invasion", "excluded", "Roman"),
    ("Ein Nachruf erinnert an seine Rolle beim Putsch.", "Putsch", "excluded", "Nachruf"),
    ("Die Aktie reagierte auf den Angriff des Rivalen.", "Angriff", "excluded", "Aktie"),
    ("Das Sturmtief griff die Küste an.", "griff", "excluded", "Sturmtief"),
    ("Der Bankräuber drohte dem Kassierer.", "drohte", "excluded", "Bankräuber"),
    ("Das Immunsystem greift den Erreger an.", "greift", "excluded", "Immunsystem"),
]

NOTHING = [
    "Das Angriffsspiel der Gäste gefiel den Fans.",
    "Die Debatte war ein munterer Schlagabtausch.",
    "In einer Kampfabstimmung setzte sie sich durch.",
    "Der Preiskampf der Discounter geht in die nächste Runde.",
    "Der Wahlkampf beginnt im Herbst.",
    "Im Saal herrschte Bombenstimmung.",
    "Die Polizei hat einen Einbrecher festgenommen.",
    "Der Verein kauft einen neuen Stürmer.",
    "Die Gemeinde baut eine Schule.",
    "Aktivisten pflanzten Bäume im Park.",
    "Die Abwehrschlacht dauerte bis zum Abpfiff.",
    "Er kämpft gegen den Krebs.",
    "Der Vorschlag der Kommission liegt vor.",
    "Die Vereinigung wählte einen neuen Vorsitzenden.",
    "Am Wochenende wird es sonnig, nur im Süden regnet es.",
    "Die Bäckerei öffnet eine zweite Filiale.",
    "Der Chor singt ein Schlaflied.",
]


@pytest.mark.parametrize(("text", "surface", "category"), COUNTS)
def test_what_counts(german: Read, text: str, surface: str, category: str) -> None:
    """The keyword is found where it stands, in its category, and nothing takes it back."""
    found = [(keyword.span.surface, keyword.category, keyword.why) for keyword in german(text)]

    assert (surface, category, None) in found


@pytest.mark.parametrize(("text", "surface", "why", "cue"), TAKEN_BACK)
def test_what_is_taken_back(german: Read, text: str, surface: str, why: str, cue: str) -> None:
    """The keyword stays, with the word that takes it back and the reason."""
    found = [
        (keyword.span.surface, keyword.why, keyword.cue and keyword.cue.surface)
        for keyword in german(text)
    ]

    assert (surface, why, cue) in found


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_keyword(german: Read, text: str) -> None:
    """Compounds and idioms that only look like a fight hold no keyword."""
    assert german(text) == ()
