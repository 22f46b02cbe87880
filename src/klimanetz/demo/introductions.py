"""Who asks whom for advice in the demo network."""

from klimanetz.demo.cast import MANAGER, ORGANISER
from klimanetz.people.models import Person
from klimanetz.roster.introductions import actions
from klimanetz.roster.introductions.models import Outcome, Side

ASKER, ADVISER = "lena.vogelsang@soemmerda.example", "till.hagedorn@jena.example"
TOWN = {
    "organisation": "Gemeinde Geratal",
    "name": "Jutta Reinhardt",
    "email": "hauptamt@geratal.example",
    "topic": "Eine Stelle mit der Nachbargemeinde teilen",
    "purpose": (
        "Wir haben kein Klimaschutzmanagement und überlegen, mit einer Nachbargemeinde zusammen "
        "eine halbe Stelle zu schaffen. Wer hat das schon gemacht?"
    ),
}
STREET_LIGHTS = {
    "topic": "Straßenbeleuchtung im Contracting",
    "purpose": "Unser Rat fragt nach Erfahrungen: Lohnt sich das, und was steht im Vertrag?",
}
SCHOOLS = {
    "topic": "Energiesparen an Schulen",
    "purpose": "Wie haben Sie die Hausmeister gewonnen, und wer bekommt das gesparte Geld?",
}


def create_introductions() -> None:
    """One waits for the organisers, one for the manager of the demo, one has helped."""
    organiser, manager = Person.objects.get(email=ORGANISER), Person.objects.get(email=MANAGER)
    asker, adviser = Person.objects.get(email=ASKER), Person.objects.get(email=ADVISER)
    actions.confirm(actions.ask_publicly(language="de", **TOWN))
    actions.propose(actions.ask(asker, **STREET_LIGHTS, actor=asker), manager, actor=organiser)
    settled = actions.ask_directly(asker, adviser, **SCHOOLS, actor=asker)
    actions.agree(settled, Side.CONTACT, actor=adviser)
    actions.note_outcome(
        settled.introduction,
        Outcome.HELPED,
        "Zwei Telefonate, danach ein gemeinsamer Termin mit den Hausmeistern.",
        actor=organiser,
    )
