"""The harness bites: each kind of carelessness it is there for makes a test fail."""

import pickle
import warnings
from datetime import UTC, datetime

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import FieldFetchBlocked
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.urls import path

from klimanetz.core.models import Attempt
from klimanetz.people.models import Person
from klimanetz.roster.models import Membership
from tests.harness.fetching import REFUSE_PEERS
from tests.harness.reading import ReadingWrites
from tests.harness.undefined import UndefinedVariable


@login_not_required
def count_visits(request: HttpRequest) -> HttpResponse:
    Person.objects.update(phone="visited")
    return HttpResponse("counted")


@login_not_required
def count_attempts(request: HttpRequest) -> HttpResponse:
    Attempt.objects.create(key="reading", window=datetime(2027, 1, 1, tzinfo=UTC))
    return HttpResponse("counted")


urlpatterns = [
    path("visit/", count_visits),
    path("attempt/", count_attempts),
    path("verwaltung/", count_visits, name="office"),  # every request is asked: is it for there?
]


def render(template: str, **context: object) -> str:
    return str(engines["django"].from_string(template).render(context))


def test_a_template_with_an_undefined_variable_fails() -> None:
    with pytest.raises(UndefinedVariable, match=r"person\.nmae"):
        render("{{ person.nmae }}", person=Person(last_name="Lindner"))


def test_a_template_may_ask_whether_something_is_there() -> None:
    assert render("{% if hint %}{{ hint }}{% else %}none{% endif %}") == "none"


def test_an_empty_value_is_not_an_undefined_one() -> None:
    assert render("[{{ hint }}]", hint="") == "[]"


@pytest.mark.urls(__name__)
def test_a_get_that_writes_fails(client: Client, guest: Person) -> None:
    with pytest.raises(ReadingWrites, match="people_person"):
        client.get("/visit/")
    with pytest.raises(ReadingWrites):
        client.head("/visit/")


@pytest.mark.urls(__name__)
def test_a_post_may_write(client: Client, guest: Person) -> None:
    assert client.post("/visit/").status_code == 200


@pytest.mark.urls(__name__)
def test_a_get_may_count_for_rate_limits(client: Client, db: None) -> None:
    assert client.get("/attempt/").status_code == 200


def test_rows_without_an_order_come_back_to_front(manager: Person, guest: Person) -> None:
    unasked = list(Person.objects.order_by().iterator())  # as the database happens to give them
    assert list(Person.objects.order_by()) == unasked[::-1]
    assert list(Person.objects.order_by("pk")) == [manager, guest]


def test_one_query_per_row_fails(manager: Person, guest: Person) -> None:
    template = "{% for one in memberships %}{{ one.person.last_name }}{% endfor %}"
    with pytest.raises(FieldFetchBlocked, match=r"Membership\.person .* 2 rows"):
        render(template, memberships=Membership.objects.all())
    render(template, memberships=Membership.objects.select_related("person"))


def test_a_single_row_may_fetch_what_it_needs(guest: Person) -> None:
    assert render("{{ one.person.last_name }}", one=Membership.objects.get()) == "Gast"


def test_a_test_may_look_wherever_it_likes(manager: Person, guest: Person) -> None:
    assert {one.person for one in Membership.objects.all()} == {manager, guest}


def test_the_fetch_mode_survives_pickling() -> None:
    assert pickle.loads(pickle.dumps(REFUSE_PEERS)) is REFUSE_PEERS  # noqa: S301


def test_a_warning_is_an_error() -> None:
    with pytest.raises(DeprecationWarning):
        warnings.warn("old", DeprecationWarning, stacklevel=1)
