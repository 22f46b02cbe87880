from django.apps import AppConfig


class SubscriptionConfig(AppConfig):
    name = "klimanetz.features.meetings.subscription"
