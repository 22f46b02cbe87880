from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RosterConfig(AppConfig):
    name = "klimanetz.roster"

    def ready(self) -> None:
        autodiscover_modules("facts")
