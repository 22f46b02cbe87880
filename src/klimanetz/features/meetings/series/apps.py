from django.apps import AppConfig


class SeriesConfig(AppConfig):
    name = "klimanetz.features.meetings.series"
