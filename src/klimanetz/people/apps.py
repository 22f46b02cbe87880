from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PeopleConfig(AppConfig):
    name = "klimanetz.people"

    def ready(self) -> None:
        autodiscover_modules("shown", "arrival")
