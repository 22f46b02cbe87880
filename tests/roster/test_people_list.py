"""The roster list of the office, as an organiser uses it."""

import pytest

from klimanetz.people.models import Person
from tests.conftest import SignIn

pytestmark = pytest.mark.django_db
LIST = "/verwaltung/personen/"


@pytest.fixture
def names(organiser: Person, sign_in: SignIn):  # type: ignore[no-untyped-def]  # noqa: ANN201
    """The names a query of the list shows, in its order."""
    client = sign_in(organiser)

    def shown(query: str = "") -> list[str]:
        response = client.get(LIST + query)
        assert response.status_code == 200
        return [row.name for row in response.context["rows"]]

    return shown
