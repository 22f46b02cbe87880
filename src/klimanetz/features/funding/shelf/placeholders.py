"""Every placeholder there is, what it stands for, and what it looks like when it is filled.

The names stand in files of organisers: none is renamed or taken away.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Value = Any

#: As a paper for a town with one partner would be filled.
EXAMPLE: Final[dict[str, Value]] = {
    "kommune": "Ilmenau",
    "kommune_titel": "Stadt Ilmenau",
    "die_kommune": "Die Stadt Ilmenau",
    "in_kommune": "in Ilmenau",
    "art": "Stadt",
    "einwohner": "38.600",
    "landkreis": "Ilm-Kreis",
    "datum": "17. März 2027",
    "weg": "eine gemeinsame Stelle mit Nachbarkommunen",
    "weg_kurz": "gemeinsame Stelle",
    "anstellung": "Stadt Ilmenau",
    "die_anstellung": "Die Stadt Ilmenau",
    "partner": [{"name": "Stadt Arnstadt", "einwohner": "27.900"}],
    "partner_namen": "Arnstadt",
    "teilung": "nach Einwohner:innen",
    "beginn": "1. Oktober 2027",
    "entgeltgruppe": "E 11",
    "stufe": "3",
    "umfang": "75 %",
    "erstes_jahr": "2027",
    "letztes_jahr": "2028",
    "jahre": [
        {
            "jahr": "2027",
            "monate": "3",
            "phase": "erste Förderung",
            "kosten": "16.000,00 €",
            "foerderung": "11.200,00 €",
            "vermerk": "",
            "eigenanteil": "4.800,00 €",
            "anteil": "2.787,00 €",
        },
        {
            "jahr": "2028",
            "monate": "12",
            "phase": "erste Förderung",
            "kosten": "64.000,00 €",
            "foerderung": "44.800,00 €",
            "vermerk": "noch offen",
            "eigenanteil": "19.200,00 €",
            "anteil": "11.148,00 €",
        },
    ],
    "kosten_gesamt": "80.000,00 €",
    "foerderung_gesamt": "56.000,00 €",
    "eigenanteil_gesamt": "24.000,00 €",
    "anteil_gesamt": "13.935,00 €",
    "annahmen": ["Das Entgelt steigt im Jahr um 2 %."],
    "foerderung_moeglich": True,
    "foerderung_geklaert": False,
    "foerderungen": [
        {
            "programm": "Beispielprogramm",
            "titel": "Neue Stelle im Klimaschutz",
            "ebene": "Bund",
            "antwort": "noch nicht zu sagen",
            "status": "ungeprüft",
            "satz": "70 %",
            "dauer": "24 Monate",
            "gruende": ["Gemeinden dürfen beantragen."],
            "fehlt": ["Gibt es schon ein Klimaschutzkonzept?"],
            "quelle": "Merkblatt, Seite 3",
            "adresse": "https://programm.example/",
            "geprueft": "1. März 2027",
        }
    ],
    "wege": [
        {
            "name": "eine eigene Stelle",
            "kosten": "80.000,00 €",
            "foerderung": "56.000,00 €",
            "anteil": "24.000,00 €",
        }
    ],
    "offen": ["Gibt es schon ein Klimaschutzkonzept?"],
    "quellen": [
        {
            "titel": "Beispielprogramm, Merkblatt, Seite 3",
            "adresse": "https://programm.example/",
            "datum": "1. März 2027",
        }
    ],
    "vorbehalt": "Stand 17. März 2027, ohne Gewähr. Über Förderung entscheidet allein der "
    "Fördergeber.",
    "adresse": "https://netzwerk.example/kommune-ohne-klimaschutzmanagement/ergebnis/?kommune=…",
    "netzwerk": "Klimanetz",
    "netzwerk_traeger": "Energieagentur",
    "netzwerk_anschrift": "Musterstraße 12, 99084 Erfurt",
    "netzwerk_telefon": "030 23125 100",
    "netzwerk_email": "netzwerk@agentur.example",
    "ansprechpersonen": [
        {"name": "Olga Beispiel", "telefon": "030 23125 101", "email": "olga@agentur.example"}
    ],
}  # fmt: skip


def empty(value: Value) -> Value:
    return type(value)()


#: As a paper would be filled about which hardly anything is known.
SPARSE: Final[dict[str, Value]] = {name: empty(value) for name, value in EXAMPLE.items()}

#: By what they are about.
ABOUT: Final[tuple[tuple[Promise, dict[str, Promise]], ...]] = (
    (
        _("Kommune und Stelle"),
        {
            "kommune": _("Name der Kommune"),
            "kommune_titel": _("Name, wie man ihn sagt"),
            "die_kommune": _("derselbe am Anfang eines Satzes"),
            "in_kommune": _("Ort der Handlung, auch: im Landkreis Gotha"),
            "art": _("Art der Kommune nach dem Verzeichnis"),
            "einwohner": _("Einwohner:innen; leer, wo sie nicht bekannt sind"),
            "landkreis": _("Landkreis; leer bei Kreisen und kreisfreien Städten"),
            "datum": _("heute"),
            "weg": _("gewählter Weg zur Stelle"),
            "weg_kurz": _("derselbe in zwei Worten"),
            "anstellung": _("wer die Person anstellt"),
            "die_anstellung": _("dasselbe am Anfang eines Satzes"),
            "partner": _("Partnerkommunen, eine nach der anderen"),
            "partner_namen": _("ihre Namen in einer Zeile, nach „mit“ zu lesen"),
            "teilung": _("wie der Eigenanteil geteilt wird"),
            "beginn": _("Beginn der Stelle"),
            "entgeltgruppe": _("Entgeltgruppe"),
            "stufe": _("Stufe"),
            "umfang": _("Anteil einer Vollzeitstelle"),
        },
    ),
    (
        _("Kosten"),
        {
            "erstes_jahr": _("erstes Jahr der Rechnung"),
            "letztes_jahr": _("letztes Jahr der Rechnung"),
            "jahre": _("Kosten nach Jahren, eine Zeile je Jahr"),
            "kosten_gesamt": _("Kosten über alle Jahre"),
            "foerderung_gesamt": _("mögliche Förderung über alle Jahre"),
            "eigenanteil_gesamt": _("was nach möglicher Förderung bleibt"),
            "anteil_gesamt": _("was davon auf die Kommune entfällt"),
            "annahmen": _("was die Rechnung annimmt, ein Satz je Zeile"),
            "wege": _("alle Wege im Vergleich, über den ganzen Zeitraum"),
        },
    ),
    (
        _("Förderung"),
        {
            "foerderung_moeglich": _("ob ein Programm infrage kommt; für „wenn … dann“"),
            "foerderung_geklaert": _("ob heute alle Bedingungen erfüllt sind; für „wenn … dann“"),
            "foerderungen": _("Programme mit Antwort, Stand, Quelle und Datum"),
            "offen": _("was noch zu klären ist, ein Satz je Zeile"),
            "quellen": _("Quellen mit Adresse und Datum"),
            "vorbehalt": _("Stand und Vorbehalt; gehört in jedes Papier"),
            "adresse": _("Adresse, unter der man nachrechnen kann"),
        },
    ),
    (
        _("Netzwerk"),
        {
            "netzwerk": _("Name des Netzwerks"),
            "netzwerk_traeger": _("wer es trägt"),
            "netzwerk_anschrift": _("Anschrift"),
            "netzwerk_telefon": _("Telefon"),
            "netzwerk_email": _("E-Mail"),
            "ansprechpersonen": _("Ansprechpersonen, die öffentlich genannt werden wollen"),
        },
    ),
)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """`writing` is what one copies into a file."""

    writing: str
    about: Promise | str
    example: str


def list_groups() -> list[tuple[Promise, list[Placeholder]]]:
    return [(label, list(list_placeholders(about))) for label, about in ABOUT]


def list_placeholders(group: dict[str, Promise]) -> Iterator[Placeholder]:
    for name, about in group.items():
        example = EXAMPLE[name]
        if isinstance(example, list):
            yield Placeholder(f"{{% for x in {name} %}} … {{% endfor %}}", about, "")
            yield from list_parts(example[0])
        elif isinstance(example, bool):
            yield Placeholder(f"{{% if {name} %}} … {{% endif %}}", about, "")
        else:
            yield Placeholder(f"{{{{ {name} }}}}", about, example)


def list_parts(example: Value) -> Iterator[Placeholder]:
    if isinstance(example, str):
        yield Placeholder("{{ x }}", "", example)
        return
    for part, value in example.items():
        if isinstance(value, list):
            yield Placeholder(f"{{% for y in x.{part} %}} {{{{ y }}}} {{% endfor %}}", "", value[0])
        else:
            yield Placeholder(f"{{{{ x.{part} }}}}", "", value)
