from django.apps import AppConfig


class MergingConfig(AppConfig):
    name = "klimanetz.features.advising.merging"
