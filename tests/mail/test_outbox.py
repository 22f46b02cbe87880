"""Posting: a mail is a row in the transaction of its cause, and each occasion gives one mail."""

import pytest
from django.db import transaction

from klimanetz.mail.models import Letter, Mail, Urgency
from klimanetz.mail.outbox import FEW, post
from klimanetz.mail.recipient import Recipient
from tests.mail.conftest import Draw, PostTo, recipient


def test_a_letter_becomes_one_mail_for_each(post_to: PostTo) -> None:
    letter = post_to(3)
    assert letter.mails.count() == 3
    mail = letter.mails.get(address="mika2@kommune.example")
    assert (mail.name, mail.state, mail.attempts) == ("Mika Managerin 2", "waiting", 0)
    assert mail.values == {"answer_url": "https://klima.example/a/2"}


def test_a_rollback_unsends(draw: Draw) -> None:
    with transaction.atomic():
        post(draw(), [recipient()])
        transaction.set_rollback(True)
    assert not Mail.objects.exists()
    assert not Letter.objects.exists()


def test_who_got_a_mail_for_the_occasion_gets_no_second(post_to: PostTo) -> None:
    post_to([recipient(1, key="meeting:7:1")])
    second = post_to([recipient(1, key="meeting:7:1"), recipient(2, key="meeting:7:2")])
    assert list(second.mails.values_list("key", flat=True)) == ["meeting:7:2"]


def test_a_letter_for_nobody_is_not_kept(post_to: PostTo) -> None:
    first = post_to([recipient(1, key="meeting:7:1")])
    post_to([recipient(1, key="meeting:7:1")])
    post_to([])
    assert list(Letter.objects.all()) == [first]


def test_without_an_occasion_somebody_may_get_two(post_to: PostTo) -> None:
    post_to([recipient(1), recipient(1)])
    assert Mail.objects.count() == 2


def test_one_person_overtakes_a_circular_and_a_code_overtakes_both(post_to: PostTo) -> None:
    circular, single = post_to(FEW + 1), post_to(FEW)
    code = post_to(1, confidential=True)
    assert [one.mails.first().urgency for one in (circular, single, code)] == [  # type: ignore[union-attr]
        Urgency.CIRCULAR,
        Urgency.SOON,
        Urgency.NOW,
    ]
    assert [mail.letter for mail in Mail.objects.due()[: FEW + 1]] == [code, *[single] * FEW]


def test_ten_thousand_mails_are_a_few_inserts(
    draw: Draw, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    recipients = [Recipient(f"a{n}@kommune.example") for n in range(3000)]
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        post(draw(), recipients)
    assert Mail.objects.count() == 3000
