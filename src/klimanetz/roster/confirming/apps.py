from django.apps import AppConfig


class ConfirmingConfig(AppConfig):
    name = "klimanetz.roster.confirming"
