from django.apps import AppConfig


class FollowingConfig(AppConfig):
    name = "klimanetz.features.advising.following"
