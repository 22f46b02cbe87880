from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "klimanetz.features.meetings"
