from django.apps import AppConfig


class JoiningConfig(AppConfig):
    name = "klimanetz.roster.joining"
