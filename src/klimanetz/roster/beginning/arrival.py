"""Whoever has not been led through the first three steps begins with them."""

from django.urls import reverse

from klimanetz.people.arrivals import guide_arrivals
from klimanetz.people.models import Person
from klimanetz.roster.beginning.steps import next_step


@guide_arrivals
def lead_through_first_steps(person: Person) -> str:
    if person.is_organiser or next_step(person) is None:
        return ""
    return reverse("welcome")
