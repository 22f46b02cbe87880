from django.apps import AppConfig


class BeginningConfig(AppConfig):
    name = "klimanetz.roster.beginning"
