"""Is there a register of local authorities? Part of `klimanetz check`."""

from collections.abc import Iterable

from django.apps.config import AppConfig
from django.core.checks import CheckMessage, Info, Tags, register
from django.db import DatabaseError

from klimanetz.places.models import Authority


@register(Tags.database, deploy=True)
def check_register(
    app_configs: Iterable[AppConfig] | None,  # noqa: ARG001
    databases: Iterable[str] | None = None,
    **_: object,
) -> list[CheckMessage]:
    if not databases:
        return []
    try:
        there = Authority.objects.exists()
    except DatabaseError:  # said by the check of the database itself
        return []
    if there:
        return []
    return [
        Info(
            "There is no register of local authorities: no list of people can be read in.",
            hint="Run `klimanetz places import AuszugGV.xlsx --land 16`. For Thuringia saving "
            "the settings of the network in the browser loads the one that comes along.",
            id="REGISTER",
        )
    ]
