"""Days on which nobody should be asked to come: public holidays and school holidays of the Land."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import get_language

from klimanetz.core.models import Network
from klimanetz.features.meetings.series.models import SchoolBreak

#: The Länder as the official key counts them, and as ISO 3166-2 names them.
LAENDER = {
    "01": "SH", "02": "HH", "03": "NI", "04": "HB", "05": "NW", "06": "HE", "07": "RP", "08": "BW",
    "09": "BY", "10": "SL", "11": "BE", "12": "BB", "13": "MV", "14": "SN", "15": "ST", "16": "TH",
}  # fmt: skip


class Obstacles:
    """What stands in the way between two days; one query and one look at the calendar."""

    def __init__(self, first: date, last: date) -> None:
        self.public = read_public_holidays(range(first.year, last.year + 1))
        self.breaks = list(SchoolBreak.objects.here().between(first, last))

    def on(self, day: date) -> str:
        """The name of the holiday or of the school holidays; empty where the day is free."""
        if name := self.public.get(day):
            return name
        found = (one.name for one in self.breaks if one.first_day <= day <= one.last_day)
        return next(found, "")


def read_public_holidays(years: range) -> Mapping[date, str]:
    from holidays import country_holidays  # noqa: PLC0415 - half a second, on these pages alone

    land = LAENDER.get(Network.objects.current().land)
    language = "en_US" if get_language() == "en" else "de"
    return country_holidays("DE", subdiv=land, years=years, language=language)
