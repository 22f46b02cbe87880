from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "klimanetz.features.advising.correspondence"
