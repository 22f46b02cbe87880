"""What is the same for everyone is asked once, until something changes."""

import pytest
from django.core.cache import caches
from django.db import transaction

from klimanetz.core.models import Network
from klimanetz.core.public import changed_for_the_public, kept_for_all

asked: list[str] = []


@kept_for_all
def greet(name: str) -> str:
    asked.append(name)
    return f"Guten Tag, {name}"


@pytest.fixture(autouse=True)
def forgotten() -> None:
    asked.clear()


@pytest.mark.django_db(transaction=True)
class TestOutsideATransaction:
    def test_it_is_asked_once_for_each(self, network: Network) -> None:
        assert [greet("Ilmenau"), greet("Jena"), greet("Ilmenau")] == [
            "Guten Tag, Ilmenau",
            "Guten Tag, Jena",
            "Guten Tag, Ilmenau",
        ]
        assert asked == ["Ilmenau", "Jena"]

    def test_after_a_change_it_is_asked_again(self, network: Network) -> None:
        greet("Ilmenau")
        changed_for_the_public()
        greet("Ilmenau")
        assert asked == ["Ilmenau", "Ilmenau"]

    def test_what_is_outdated_takes_no_room(self, network: Network) -> None:
        """A picture of 10,000 posts is a megabyte, and a busy day has hundreds of changes."""
        for _change in range(5):
            changed_for_the_public()
            greet("Ilmenau")
        assert len(asked) == 5
        assert len(caches["pages"]._cache) == 1  # type: ignore[attr-defined]

    def test_what_a_transaction_saw_is_not_kept(self, network: Network) -> None:
        """Else the next change would find what one that came to nothing left behind."""
        with transaction.atomic():
            changed_for_the_public()
            greet("Ilmenau")
            transaction.set_rollback(True)
        changed_for_the_public()
        greet("Ilmenau")
        assert asked == ["Ilmenau", "Ilmenau"]
