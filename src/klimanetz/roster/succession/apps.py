from django.apps import AppConfig


class SuccessionConfig(AppConfig):
    name = "klimanetz.roster.succession"
