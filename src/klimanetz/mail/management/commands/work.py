from django.core.management.base import BaseCommand

from klimanetz.mail.worker import Worker


class Command(BaseCommand):
    help = "Send mail and do what is due, until told to stop."

    def handle(self, *args: object, **options: object) -> None:  # noqa: ARG002
        Worker().run()
