from django.apps import AppConfig


class IntroductionsConfig(AppConfig):
    name = "klimanetz.roster.introductions"
