"""Whether a mail address looks like the authority it is said to be of."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from klimanetz.people.models import Person, fold_name
from klimanetz.places.models import Authority

#: Anyone gets an address there; it tells nothing of where somebody works.
FREEMAIL = frozenset(
    [
        "aol.com",
        "freenet.de",
        "gmail.com",
        "gmx.at",
        "gmx.de",
        "gmx.net",
        "googlemail.com",
        "hotmail.com",
        "hotmail.de",
        "icloud.com",
        "live.de",
        "mail.de",
        "mailbox.org",
        "me.com",
        "outlook.com",
        "outlook.de",
        "posteo.de",
        "proton.me",
        "protonmail.com",
        "t-online.de",
        "web.de",
        "yahoo.com",
        "yahoo.de",
    ]
)
#: Shorter words of a name (Bad, am, Ilm) stand in many domains.
TELLING = 4


@dataclass(frozen=True, slots=True)
class Judgement:
    """One word with its badge, and why."""

    word: str
    badge: str
    why: str


def domain_of(email: str) -> str:
    return email.rpartition("@")[2].lower()


def judge_domain(email: str, authority: Authority, colleagues: Iterable[Person]) -> Judgement:
    domain = domain_of(email)
    if domain in FREEMAIL:
        why = _("Eine Adresse bei %(domain)s kann sich jeder anlegen.") % {"domain": domain}
        return Judgement(_("Freemail"), "wait", why)
    same = [person.full_name for person in colleagues if domain_of(person.email) == domain]
    if same:
        why = _("Auch %(names)s schreibt von %(domain)s.")
        return Judgement(_("passt"), "good", why % {"names": same[0], "domain": domain})
    if bears_name(domain, authority.name):
        why = _("Der Name der Kommune steht in %(domain)s.") % {"domain": domain}
        return Judgement(_("passt"), "good", why)
    why = _("Von %(domain)s schreibt noch niemand aus dieser Kommune.") % {"domain": domain}
    return Judgement(_("unbekannt"), "quiet", why)


def bears_name(domain: str, name: str) -> bool:
    """`vg-kahla.de` bears the name of Kahla."""
    labels = re.split(r"[.-]", domain.rpartition(".")[0])
    spelled = "".join(labels)
    words = [word for word in re.split(r"[^a-z]+", fold_name(name)) if word]
    if "".join(words) in spelled:
        return True
    return any(len(word) > TELLING and word in labels for word in words)
