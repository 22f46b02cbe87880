from django.apps import AppConfig


class SecurityConfig(AppConfig):
    name = "klimanetz.people.security"
