from django.apps import AppConfig


class LeavingConfig(AppConfig):
    name = "klimanetz.roster.leaving"
