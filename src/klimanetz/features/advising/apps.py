from django.apps import AppConfig


class AdvisingConfig(AppConfig):
    name = "klimanetz.features.advising"
