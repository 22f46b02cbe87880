from django.apps import AppConfig


class FillingConfig(AppConfig):
    name = "klimanetz.features.advising.filling"
