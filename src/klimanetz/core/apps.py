from types import ModuleType

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from klimanetz.core.forms import speak_plainly


class CoreConfig(AppConfig):
    name = "klimanetz.core"

    def __init__(self, app_name: str, app_module: ModuleType | None) -> None:
        super().__init__(app_name, app_module)
        speak_plainly()  # before any app has made a form

    def ready(self) -> None:
        autodiscover_modules(
            "jobs", "checks", "custody", "farewell", "readdressing", "parts", "processing",
            "samples", "verbs",
        )  # fmt: skip
