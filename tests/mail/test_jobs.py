"""Old codes to sign in are deleted; other mails stay."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from klimanetz.core.jobs import registered_jobs
from klimanetz.mail.jobs import CODES_KEPT, forget_old_codes
from klimanetz.mail.models import Letter, Mail
from tests.mail.conftest import PostTo


def test_old_codes_are_forgotten_and_other_mails_are_not(post_to: PostTo) -> None:
    post_to(1, confidential=True)
    kept = post_to(1)
    now = timezone.now()
    with time_machine.travel(now + CODES_KEPT - timedelta(minutes=1)):
        assert forget_old_codes() == 0
    with time_machine.travel(now + CODES_KEPT + timedelta(minutes=1)):
        assert forget_old_codes() == 2  # the letter and its mail
        assert forget_old_codes() == 0
    assert list(Letter.objects.all()) == [kept]
    assert Mail.objects.count() == 1


def test_the_worker_knows_the_job() -> None:
    assert forget_old_codes in registered_jobs()
