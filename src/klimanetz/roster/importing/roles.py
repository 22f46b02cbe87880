"""What a function is called in lists, and which role of the network that is."""

import re
from functools import cache

from django.utils.translation import override

from klimanetz.people.roles import POSITION_ROLES, Role

_MANAGES = r"(?:manage(?:ment|rin|r)|beauftragter?)"
_COORDINATES = r"koordinat(?:ion|orin|or)"
_PLANS = r"(?:planung|planerin|planer|manage(?:ment|rin|r))"
#: The whole of the squeezed text must fit, so that nothing is guessed from half a word.
PATTERNS = {
    Role.MANAGER: rf"ksm|ksb|klimaschutz|klima(?:schutz)?{_MANAGES}",
    Role.COORDINATOR: rf"ksk|(?:kreis)?klima(?:schutz)?{_COORDINATES}",
    Role.ADAPTATION_MANAGER: rf"kam|klimaanpassung|(?:klima)?(?:folgen)?anpassungs?{_MANAGES}",
    Role.ENERGY_MANAGER: rf"energie{_MANAGES}",
    Role.HEAT_PLANNER: rf"kwp|(?:kommunale)?waerme(?:wende)?{_PLANS}",
    Role.VOLUNTEER: r"(?:klima(?:schutz)?)?pat(?:enschaft|in|e)|ehrenamt(?:lich)?",
    Role.PARTNER: r"(?:netzwerk)?partner(?:in|schaft)?",
    Role.STANDING_GUEST: r"(?:staendiger?)?(?:gast|gaestin)",
    Role.ORGANISER: rf"netzwerk(?:{_MANAGES}|{_COORDINATES}|stelle)|geschaeftsstelle",
}
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_GENDERED = re.compile(r"(?:[:*_/]-?|\()(?:innen|in|r|e)\)?(?=\b|$)")


def read_roles(text: str) -> tuple[Role, ...] | None:
    """The roles a cell names, in its order; `None` where one of them is unknown.

    `Klimaschutzmanager:in; Energiemanagement` and `Klimaschutz- und Energiemanagement` are two.
    """
    roles = []
    text = re.sub(r"\([mwdx](?:[/|,][mwdx])+\)", "", text)
    for part in re.split(r"[;,\n]| und | & | \+ |/(?!-?in)", spell_out(text)):
        role = read_role(part)
        if role is None:
            return None
        roles.append(role)
    return tuple(dict.fromkeys(roles))


def spell_out(text: str) -> str:
    """`Klimaschutz- und Energiemanagement` → `Klimaschutzmanagement und Energiemanagement`."""
    return re.sub(r"(\w+)- (und|&) (\w+?)(manage\w+|beauftragt\w+)", r"\1\4 \2 \3\4", text)


def read_role(text: str) -> Role | None:
    squeezed = squeeze(text)
    fitting = (role for role, pattern in PATTERNS.items() if re.fullmatch(pattern, squeezed))
    return roles_by_label().get(squeezed) or next(fitting, None)


@cache
def german_labels() -> dict[Role, str]:
    """What our own export calls the roles, whatever language is active."""
    with override("de"):
        return {role: str(role.label) for role in Role}


@cache
def roles_by_label() -> dict[str, Role]:
    return {squeeze(label): role for role, label in german_labels().items()}


def squeeze(text: str) -> str:
    plain = _GENDERED.sub("", text.casefold())
    return re.sub(r"[^a-z]", "", plain.translate(_UMLAUTS))


def position_role(roles: tuple[Role, ...]) -> Role | None:
    """The first role that a position at an authority can have."""
    return next((role for role in roles if role in POSITION_ROLES), None)
