"""What people of the demo need at the next meeting, and a guest one of them would like to bring."""

from klimanetz.features.meetings.company import actions
from klimanetz.features.meetings.company.models import Companion
from klimanetz.features.meetings.models import Meeting, Reply
from klimanetz.people.roles import Role

NEEDS = ("vegetarisch", "Platz für einen Rollstuhl, bitte nah an der Tür", "keine Nüsse (Allergie)")


def create_company(meeting: Meeting) -> None:
    coming = meeting.invitations.filter(reply=Reply.ON_SITE).order_by("pk")
    for invitation, text in zip(coming, NEEDS, strict=False):
        actions.say_needs(invitation, text)
    managers = coming.filter(person__memberships__role=Role.MANAGER).distinct()
    actions.ask_to_bring(
        Companion(
            host=managers[0],
            name="Henrike Aust",
            email="henrike.aust@bauhof.example",
            organisation="Bauhof",
            why="Sie pflegt bei uns die neuen Stadtbäume und möchte die Flächen sehen.",
        )
    )
