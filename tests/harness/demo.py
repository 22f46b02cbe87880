"""The demo network in the test database, made once for a module of tests that walk all of it."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker, Settings

from klimanetz.core.models import Network
from klimanetz.demo.network import create_network
from klimanetz.mail.models import Mail, MailState
from klimanetz.places.starter import load_starter_register


@pytest.fixture(scope="module")
def demo_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Network]:
    with django_db_blocker.unblock(), transaction.atomic():
        load_starter_register()
        network = create_network()
        Mail.objects.update(state=MailState.SENT, sent_at=timezone.now())  # the worker was there
        yield network
        transaction.set_rollback(True)


@pytest.fixture
def demo_network(demo_rows: Network, db: None, settings: Settings) -> Network:
    """A network of some forty people with a meeting they are answering to."""
    settings.DEMO = True
    return demo_rows
