from django.apps import AppConfig


class CompanyConfig(AppConfig):
    name = "klimanetz.features.meetings.company"
