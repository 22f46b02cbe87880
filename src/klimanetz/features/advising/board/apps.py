from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "klimanetz.features.advising.board"
