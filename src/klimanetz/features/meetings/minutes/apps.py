from django.apps import AppConfig


class MinutesConfig(AppConfig):
    name = "klimanetz.features.meetings.minutes"
