"""The Länder of Germany by their official keys."""

from typing import Final

LANDS: Final = {
    "08": "Baden-Württemberg",
    "09": "Bayern",
    "11": "Berlin",
    "12": "Brandenburg",
    "04": "Bremen",
    "02": "Hamburg",
    "06": "Hessen",
    "13": "Mecklenburg-Vorpommern",
    "03": "Niedersachsen",
    "05": "Nordrhein-Westfalen",
    "07": "Rheinland-Pfalz",
    "10": "Saarland",
    "14": "Sachsen",
    "15": "Sachsen-Anhalt",
    "01": "Schleswig-Holstein",
    "16": "Thüringen",
}
