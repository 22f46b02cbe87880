from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "klimanetz.faces.reports"
