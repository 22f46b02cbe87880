from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MailConfig(AppConfig):
    name = "klimanetz.mail"

    def ready(self) -> None:
        autodiscover_modules("readers")
