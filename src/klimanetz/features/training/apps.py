from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "klimanetz.features.training"
