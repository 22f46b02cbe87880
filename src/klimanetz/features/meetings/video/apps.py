from django.apps import AppConfig


class VideoConfig(AppConfig):
    name = "klimanetz.features.meetings.video"
