from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "klimanetz.faces.site"
