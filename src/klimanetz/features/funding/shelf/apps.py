from django.apps import AppConfig


class ShelfConfig(AppConfig):
    name = "klimanetz.features.funding.shelf"
