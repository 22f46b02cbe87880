from django.apps import AppConfig


class RepliesConfig(AppConfig):
    name = "klimanetz.features.meetings.replies"
