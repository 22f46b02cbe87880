from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "klimanetz.features.meetings.feedback"
