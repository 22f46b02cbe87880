"""The mails of signing in."""

from django.conf import settings
from django.utils.translation import get_language

from klimanetz.mail.letters import write_letter
from klimanetz.mail.outbox import post
from klimanetz.mail.recipient import Recipient
from klimanetz.people.models import Person

SIGN_IN_MAILS = frozenset({"login_code", "unknown_account"})


def sign_in_mail(kind: str, email: str, *, code: str = "") -> None:
    """The code for a known address, or word that nobody is known by it.

    In the language of the person, else in that of the page. What carries a code is confidential.
    """
    person = Person.objects.with_email(email).first()
    letter = write_letter(
        f"people/mail/{kind}.html",
        purpose=f"people.{kind}",
        language=person.language if person else get_language() or settings.LANGUAGE_CODE,
        context={"minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60},
        confidential=True,
    )
    name = person.full_name if person else ""
    post(letter, [Recipient(email, name, values={"code": code} if code else {})])
