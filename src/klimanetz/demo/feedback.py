"""The demo's feedback: seven answers on the last meeting, five on the one before."""

from klimanetz.features.meetings.feedback.models import Opinion, Round
from klimanetz.features.meetings.models import TOOK_PLACE, Meeting

#: useful, time well spent, had a say, comment
LAST = (
    (4, 3, 4, "Der Zeitplan aus dem Erfahrungsbericht hängt jetzt über meinem Schreibtisch."),
    (4, 4, 3, ""),
    (3, 3, 3, "Bitte öfter in kleinen Gruppen, da traut man sich eher."),
    (4, 2, 4, ""),
    (3, 4, 2, "Vor der Mittagspause war es zu lang am Stück."),
    (4, 4, 4, ""),
    (2, 3, 3, ""),
)
BEFORE = ((4, 4, 3, ""), (4, 3, 4, "Der Rundgang war das Beste."), (3, 4, 4, ""), (4, 4, 4, ""),
          (3, 3, 3, ""))  # fmt: skip


def create_feedback() -> None:
    held = Meeting.objects.filter(state__in=TOOK_PLACE).order_by("-starts_at")
    for meeting, opinions in zip(held, (LAST, BEFORE), strict=False):
        asked = Round.objects.create(meeting=meeting, asked_at=meeting.ends_at)
        Opinion.objects.bulk_create(
            Opinion(
                round=asked, useful=useful, time_well_spent=time, had_a_say=say, comment=comment
            )
            for useful, time, say, comment in opinions
        )
