from django.apps import AppConfig


class CheckConfig(AppConfig):
    name = "klimanetz.features.funding.check"
