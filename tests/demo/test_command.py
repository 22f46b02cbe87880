"""The command that makes the demo: in one go, and never in a network that is not it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from klimanetz.core.models import Network
from klimanetz.demo.management.commands import demo as command
from klimanetz.people.models import Person


def test_a_real_network_is_left_alone(network: Network) -> None:
    with pytest.raises(CommandError, match="nothing was changed"):
        call_command("demo")
    assert not Person.objects.exists()


def test_what_breaks_off_half_way_leaves_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "load_starter_register", lambda: None)
    monkeypatch.setattr(command, "create_network", stop)
    with pytest.raises(KeyboardInterrupt):
        call_command("demo", stdout=StringIO())
    assert not Network.objects.exists()


def test_before_there_is_a_demo_network_nobody_can_be_played(
    db: None, client: Client, settings: Settings
) -> None:
    settings.DEMO = True
    assert "klimanetz demo" in client.get(reverse("demo")).content.decode()
    assert client.post(reverse("demo_play", args=["gast"])).status_code == 404
