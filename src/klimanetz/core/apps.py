from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from klimanetz.core.forms import speak_plainly


class CoreConfig(AppConfig):
    name = "klimanetz.core"

    def ready(self) -> None:
        speak_plainly()
        autodiscover_modules(
            "jobs", "checks", "custody", "farewell", "parts", "processing", "verbs"
        )
