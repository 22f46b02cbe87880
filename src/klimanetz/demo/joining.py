"""Who wants to join the demo network, and who is invited to."""

from datetime import timedelta

from django.utils import timezone

from klimanetz.people.models import Organisation, Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster.joining import actions
from klimanetz.roster.joining.models import JoinRequest, RequestState

INVITED = ("Dr. Mira Falk", "mira.falk@waermeinstitut.example")
QUESTION = "Arbeiten Sie für die Stadt oder für den Landkreis? Beides klingt in Ihrer Nachricht an."


def create_requests(organiser: Person) -> None:
    """One waits too long already, one was asked back; an institute is invited."""
    ask("Lena", "Rauch", "lena.rauch@sonneberg.example", "160720018018", Role.MANAGER, days=9,
        message="Ich habe im Oktober angefangen und kenne hier noch niemanden.")  # fmt: skip
    asked = ask("Tom", "Seidel", "tom@seidel.example", "160640046046", Role.HEAT_PLANNER, days=3,
                message="Ich plane Wärme, auch für den Kreis.")  # fmt: skip
    asked.questions.create(text=QUESTION, asked_by=organiser.full_name)
    JoinRequest.objects.filter(pk=asked.pk).update(state=RequestState.ASKED)
    institute = Organisation.objects.create(
        name="Institut für Wärmewende", kind=Organisation.Kind.SCIENCE
    )
    actions.invite([INVITED], Role.PARTNER, organisation=institute, actor=organiser)


def ask(
    first_name: str, last_name: str, email: str, ars: str, role: Role, *, days: int, message: str
) -> JoinRequest:
    at = timezone.now() - timedelta(days=days)
    return JoinRequest.objects.create(
        first_name=first_name,
        last_name=last_name,
        email=email,
        authority=Authority.objects.valid().get(ars=ars),
        role=role,
        message=message,
        state=RequestState.OPEN,
        created_at=at,
        confirmed_at=at,
    )
