from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out


class SecurityConfig(AppConfig):
    name = "klimanetz.people.security"

    def ready(self) -> None:
        from klimanetz.people.security import custody, jobs, visiting  # noqa: F401, PLC0415

        user_logged_in.connect(visiting.remember_visit)
        user_logged_out.connect(visiting.forget_visit)
