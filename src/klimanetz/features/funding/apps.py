from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "klimanetz.features.funding"
