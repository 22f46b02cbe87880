from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "klimanetz.features.meetings.agenda"
