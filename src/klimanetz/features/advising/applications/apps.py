from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "klimanetz.features.advising.applications"
