"""The codes of the export that matter here, as the database labels them.

Read in `CorrelAid/fdb-scraper` and `CorrelAid/cdl_funding_crawler`, which publish the export as a
table; the codes stand in the export itself.
"""

from typing import Final

from klimanetz.features.funding.models import Level

#: Who may apply, where a municipality may.
MUNICIPAL: Final = frozenset({"kommune", "oeffentliche_einrichtung"})
#: What it is for, where it has to do with climate action.
CLIMATE: Final = {
    "energieeffizienz_erneuerbare_energien": "Energieeffizienz & Erneuerbare Energien",
    "mobilitaet": "Mobilität",
    "umwelt_naturschutz": "Umwelt- & Naturschutz",
}
#: The same scope under two codes.
NATIONWIDE: Final = frozenset({"_bundesweit", "bundesweit"})
LANDS: Final = {
    "baden_wuerttemberg": "08",
    "bayern": "09",
    "berlin": "11",
    "brandenburg": "12",
    "bremen": "04",
    "de_ni": "03",
    "de_st": "15",
    "hamburg": "02",
    "hessen": "06",
    "mecklenburg_vorpommern": "13",
    "nordrhein_westfalen": "05",
    "rheinland_pfalz": "07",
    "saarland": "10",
    "sachsen": "14",
    "schleswig_holstein": "01",
    "thueringen": "16",
}
#: The folder in which a programme lies says whose it is.
FOLDERS: Final = {"Bund": Level.FEDERAL, "Land": Level.STATE, "EU": Level.EU}
GIVERS: Final = {"bund": Level.FEDERAL, "land": Level.STATE, "eu": Level.EU}
