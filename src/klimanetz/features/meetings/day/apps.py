from django.apps import AppConfig


class DayConfig(AppConfig):
    name = "klimanetz.features.meetings.day"
