"""What is known of members, gathered to be searched: six queries, however many people."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import override

from klimanetz.people.models import Audience, Consent, Field
from klimanetz.people.roles import MEMBER_ROLES, Role
from klimanetz.places.models import Authority
from klimanetz.places.similarity import size_class
from klimanetz.roster.directory.marks import mark_field, mark_post, mark_role
from klimanetz.roster.directory.models import OFFERS, Profile
from klimanetz.roster.models import Holding, Membership

type Span = tuple[int, int]

ORDER = {role.value: at for at, role in enumerate(Role)}


@dataclass(slots=True)
class Said:
    """Texts to be found by their words, and marks to be filtered by."""

    texts: list[str] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Facts:
    """A member with all that is searched: `open` every member may know, `closed` organisers."""

    name: str
    sort_name: str
    roles: list[str] = field(default_factory=list)
    authority: Authority | None = None
    places: list[str] = field(default_factory=list)
    open: Said = field(default_factory=Said)
    closed: Said = field(default_factory=Said)


def within(span: Span) -> Q:
    return Q(person__gte=span[0], person__lte=span[1])


def gather(span: Span) -> dict[int, Facts]:
    """The members whose keys lie from the first to the last of `span`, by key."""
    with override("de"):
        found = read_members(span)
        add_posts(found, span)
        add_profiles(found, span)
    return found


def read_members(span: Span) -> dict[int, Facts]:
    rows = (
        Membership.objects.valid()
        .filter(within(span), role__in=MEMBER_ROLES, person__is_active=True)
        .order_by("person_id", "pk")
        .values_list(
            "person_id", "role", "person__title", "person__first_name", "person__last_name",
            "person__organisation__name", "person__sort_name",
        )
    )  # fmt: skip
    found: dict[int, Facts] = {}
    for person, role, *names, organisation, sort_name in rows:
        facts = found.setdefault(person, Facts(" ".join(names), sort_name))
        facts.roles.append(role)
        facts.places = [organisation] if organisation else []
    for facts in found.values():
        facts.roles.sort(key=ORDER.__getitem__)
        facts.open.texts = [str(Role(role).label) for role in facts.roles]
        facts.open.marks = {mark_role(role) for role in facts.roles}
    return found


def add_posts(found: dict[int, Facts], span: Span) -> None:
    """The first post says where somebody stands; one is found by all posts and all they serve."""
    holdings = Holding.objects.valid().filter(within(span))
    rows = list(
        holdings.order_by("person_id", "starts", "pk").values_list(
            "person_id", "position__authority_id"
        )
    )
    authorities = Authority.objects.select_related("parent", "association").in_bulk(
        {authority for _person, authority in rows}
    )
    for person, authority in rows:
        if person in found:
            add_place(found[person], authorities[authority])
    served = holdings.filter(position__serves__isnull=False).order_by("person_id", "pk")
    for person, name in served.values_list("person_id", "position__serves__name"):
        if person in found:
            found[person].places.append(name)


def add_place(facts: Facts, authority: Authority) -> None:
    facts.authority = facts.authority or authority
    around = (authority.parent, authority.association)
    facts.places += [authority.title, *(place.title for place in around if place)]
    size = size_class(authority)
    facts.open.texts += [str(size.label), authority.designation]
    facts.open.marks |= mark_post(size, authority.district_ars)


def add_profiles(found: dict[int, Facts], span: Span) -> None:
    shown = Consent.objects.filter(within(span)).reaching(Audience.MEMBERS).shown()
    said = read_profiles(span)
    for person, texts in said.items():
        if person in found:
            facts = found[person]
            for field_, text, marks in texts:
                said_to = facts.open if (person, field_) in shown else facts.closed
                said_to.texts.append(text)
                said_to.marks |= marks


def read_profiles(span: Span) -> dict[int, list[tuple[Field, str, set[str]]]]:
    """By which consent it is seen, what somebody wrote, and the marks that go with it."""
    said: dict[int, list[tuple[Field, str, set[str]]]] = defaultdict(list)
    rows = Profile.objects.filter(within(span)).order_by("pk")
    for person, languages, *offers in rows.values_list("person_id", "languages", *OFFERS):
        said[person] += ((Field.PROFILE, text, set()) for text in offers if text)
        said[person].append((Field.LANGUAGES, languages, set()))
    fields = rows.filter(fields_of_action__isnull=False).order_by("pk", "fields_of_action")
    chosen = fields.values_list("person_id", "fields_of_action", "fields_of_action__name")
    for person, key, name in chosen:
        said[person].append((Field.PROFILE, name, {mark_field(key)}))
    return said
