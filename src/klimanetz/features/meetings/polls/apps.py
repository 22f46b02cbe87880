from django.apps import AppConfig


class PollsConfig(AppConfig):
    name = "klimanetz.features.meetings.polls"
