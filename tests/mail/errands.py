"""What the tests of the worker need done in the installation that it works for.

`python -m tests.mail.errands prepare` and `python -m tests.mail.errands post NUMBER`
"""

import sys

import django
from django.core.management import call_command

django.setup()

from klimanetz.core.models import Network  # noqa: E402
from klimanetz.mail.letters import write_letter  # noqa: E402
from klimanetz.mail.models import Letter  # noqa: E402
from klimanetz.mail.outbox import post  # noqa: E402
from klimanetz.mail.recipient import Recipient  # noqa: E402


def prepare() -> None:
    call_command("migrate", verbosity=0)
    Network.objects.create(pk=1, name="Klimanetz Thüringen", email="netzwerk@agentur.example")


def post_letter(number: int) -> None:
    """A new letter to so many; what was posted before is gone."""
    Letter.objects.all().delete()
    letter = write_letter("mail/letter.html", purpose="test", language="de", context={})
    post(letter, [Recipient(f"mika{n}@kommune.example") for n in range(number)])


match sys.argv[1:]:
    case ["prepare"]:
        prepare()
    case ["post", number]:
        post_letter(int(number))
