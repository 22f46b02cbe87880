"""The demo network in the test database, made once for a module of tests that walk all of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker, Settings

from klimanetz.core.models import Network
from klimanetz.demo.network import create_network
from klimanetz.mail.models import Mail, MailState
from klimanetz.places.starter import load_starter_register


@pytest.fixture(scope="module")
def demo_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files of the demo network lie, for all tests of a module."""
    return tmp_path_factory.mktemp("demo-files")


@pytest.fixture(scope="module")
def demo_rows(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, demo_files: Path
) -> Iterator[Network]:
    own_files = override_settings(MEDIA_ROOT=demo_files)
    with own_files, django_db_blocker.unblock(), transaction.atomic():
        load_starter_register()
        network = create_network()
        Mail.objects.update(state=MailState.SENT, sent_at=timezone.now())  # the worker was there
        yield network
        transaction.set_rollback(True)


@pytest.fixture
def demo_network(demo_rows: Network, db: None, settings: Settings, demo_files: Path) -> Network:
    """A network of some forty people with a meeting they are answering to."""
    settings.DEMO = True
    settings.MEDIA_ROOT = demo_files
    return demo_rows
