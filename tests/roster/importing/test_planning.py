"""What a list would do to the roster, and what it leaves to be decided."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster.models import FundingPeriod, Holding, Membership, Position
from tests.factories import make_manager, make_person
from tests.roster.importing.tables import HEAD, answer, apply, labels, only_question, plan_of

pytestmark = pytest.mark.django_db

MIKA = ("Mika Managerin", "mika.managerin@kommune.example", "Ilmenau", "KSM")


def changes(*rows: tuple[str, ...], **decisions: dict[str, str]) -> list[tuple[str, str, str]]:
    plan = plan_of(*rows, **decisions)
    return [(it.label, it.old, it.new) for line in plan.lines for it in line.changes]


def test_who_stands_there_already_is_unchanged(manager: Person) -> None:
    plan = plan_of(HEAD, MIKA)
    assert plan.counts["unchanged"] == 1
    assert not plan.writes


def test_changes_are_told_field_by_field(manager: Person) -> None:
    head = ("Titel", "Vorname", "Nachname", "Mail", "Tel.", "Kommune", "Stelle seit",
            "befristet bis", "VZÄ")  # fmt: skip
    row = ("Dr.", "Mika", "Neuname", MIKA[1].upper(), "03677 600", "Ilmenau", "1.3.2024",
           "31.12.2027", "0,5")  # fmt: skip
    assert changes(head, row) == [
        ("Titel", "–", "Dr."),
        ("Nachname", "Managerin", "Neuname"),
        ("Telefon", "–", "03677 600"),
        ("Stellenanteil", "1", "0,5"),
        ("befristet bis", "–", "31.12.2027"),
        ("Stelle seit", "01.01.2024", "01.03.2024"),
    ]
    apply(head, row)
    position = Position.objects.get()
    assert (position.ends, float(position.share)) == (date(2027, 12, 31), 0.5)
    assert position.starts == Holding.objects.get().starts == date(2024, 3, 1)
    assert plan_of(head, row).counts["unchanged"] == 1


def test_empty_cells_change_nothing(manager: Person) -> None:
    Person.objects.update(phone="03677 600", title="Dr.")
    head = (*HEAD, "Telefon", "Titel", "befristet bis")
    assert changes(head, (*MIKA, "", "", "")) == []


def test_one_column_for_the_name_cannot_split_it_anew(manager: Person) -> None:
    Person.objects.update(first_name="Mika", last_name="Maria Managerin")
    row = ("Mika Maria Managerin", *MIKA[1:])
    assert changes(HEAD, row) == []


def test_permanent_position_loses_its_end(manager: Person) -> None:
    Position.objects.update(ends=date(2026, 12, 31))
    head = (*HEAD, "befristet bis")
    assert changes(head, (*MIKA, "unbefristet")) == [
        ("verstetigt", "nein", "ja"),
        ("befristet bis", "31.12.2026", "–"),
    ]
    apply(head, (*MIKA, "unbefristet"))
    assert changes(head, (*MIKA, "31.12.2028")) == [
        ("verstetigt", "ja", "nein"),
        ("befristet bis", "–", "31.12.2028"),
    ]


def test_permanent_with_an_end_is_asked(manager: Person) -> None:
    head = (*HEAD, "verstetigt", "befristet bis")
    row = (*MIKA, "ja", "31.12.2026")
    question = only_question(plan_of(head, row))
    assert labels(question) == ["verstetigt", "befristet"]
    apply(head, row, z2=answer(question, "befristet"))
    assert Position.objects.get().ends == date(2026, 12, 31)


class TestFunding:
    head = (*HEAD, "Förderung", "Förderung von", "Förderung bis")

    def test_first_grant(self, manager: Person) -> None:
        apply(self.head, (*MIKA, "Kommunalrichtlinie", "1.1.2024", "31.12.2025"))
        period = FundingPeriod.objects.get()
        assert (period.programme, period.ends) == ("Kommunalrichtlinie", date(2025, 12, 31))

    def test_longer_grant_is_the_same(self, manager: Person) -> None:
        apply(self.head, (*MIKA, "Kommunalrichtlinie", "1.1.2024", "31.12.2025"))
        longer = (*MIKA, "Kommunalrichtlinie", "1.1.2024", "30.6.2026")
        assert changes(self.head, longer) == [("Förderung bis", "31.12.2025", "30.06.2026")]
        apply(self.head, longer)
        assert FundingPeriod.objects.count() == 1

    def test_follow_up_grant_is_another(self, manager: Person) -> None:
        apply(self.head, (*MIKA, "Kommunalrichtlinie", "1.1.2024", "31.12.2025"))
        apply(self.head, (*MIKA, "Kommunalrichtlinie", "1.1.2026", "31.12.2028"))
        apply(self.head, (*MIKA, "Klima Invest", "", ""))
        assert FundingPeriod.objects.count() == 3
        assert plan_of(self.head, (*MIKA, "Klima Invest", "", "")).counts["unchanged"] == 1

    def test_no_grant_is_none(self, manager: Person) -> None:
        assert changes(self.head, (*MIKA, "keine", "", "")) == []

    def test_dates_without_a_programme_are_asked(self, manager: Person) -> None:
        row = (*MIKA, "", "1.1.2024", "")
        question = only_question(plan_of(self.head, row))
        assert "Welches Programm" in question.text
        assert changes(self.head, row, z2=answer(question, "Das Feld leer lassen")) == []

    def test_end_before_begin_is_asked(self, manager: Person) -> None:
        question = only_question(plan_of(self.head, (*MIKA, "KRL", "1.1.2026", "1.1.2025")))
        assert question.text == "Förderung bis: das Ende liegt vor dem Beginn."

    def test_one_column_for_the_period(self, manager: Person) -> None:
        head = (*HEAD, "Förderung", "Bewilligungszeitraum")
        apply(head, (*MIKA, "KRL", "1.1.2024 – 31.12.2025"))
        assert FundingPeriod.objects.get().starts == date(2024, 1, 1)


class TestDecisions:
    def test_wrong_address_is_asked_and_corrected(self, ilmenau: Authority) -> None:
        row = ("A B", "a(at)ilmenau.de", "Ilmenau", "KSM")
        question = only_question(plan_of(HEAD, row))
        assert "ist keine E-Mail-Adresse" in question.text
        apply(HEAD, row, z2=answer(question, "a@ilmenau.de"))
        assert Person.objects.get().email == "a@ilmenau.de"

    def test_wrong_date_may_be_left_empty_or_corrected(self, ilmenau: Authority) -> None:
        head = (*HEAD, "Stelle seit")
        row = ("A B", "a@b.de", "Ilmenau", "KSM", "31.2.2026")
        question = only_question(plan_of(head, row))
        assert question.text == "Stelle seit: „31.2.2026“ ist kein Datum im Kalender."
        assert plan_of(head, row, z2=answer(question, "Das Feld leer")).is_decided
        apply(head, row, z2={"starts": "28.2.2026"})
        assert Holding.objects.get().starts == date(2026, 2, 28)

    def test_unknown_function_is_chosen(self, ilmenau: Authority) -> None:
        row = ("A B", "a@b.de", "Ilmenau", "Sachbearbeitung")
        question = only_question(plan_of(HEAD, row))
        assert labels(question) == [str(role.label) for role in Role]
        apply(HEAD, row, z2=answer(question, "Energiemanagement"))
        assert Position.objects.get().kind == Role.ENERGY_MANAGER

    def test_missing_name_is_asked(self, ilmenau: Authority) -> None:
        question = only_question(plan_of(HEAD, ("", "a@b.de", "Ilmenau", "KSM")))
        assert question.text == "Es steht kein Name da."

    def test_somebody_new_without_place_and_function_is_asked(self, ilmenau: Authority) -> None:
        question = only_question(plan_of(HEAD, ("A B", "a@b.de", "", "")))
        assert question.text == "Welche Funktion hat A B?"

    def test_line_left_out(self, ilmenau: Authority) -> None:
        plan = apply(HEAD, ("A B", "kaputt", "Ilmenau", "KSM"), z2={"leave_out": "1"})
        assert plan.counts["left_out"] == 1
        assert not Person.objects.exists()

    def test_several_questions_of_one_line_come_together(self, ilmenau: Authority) -> None:
        head = (*HEAD, "Stelle seit")
        plan = plan_of(head, ("A B", "kaputt", "Atlantis", "Koch", "nie"))
        topics = {question.topic for question in plan.lines[0].questions}
        assert topics == {"email", "authority", "role", "starts"}


class TestDoubles:
    first = ("Anna Ahn", "a@b.de", "Ilmenau", "KSM")
    second = ("Anna Ahn", "A@B.de", "Arnstadt", "KSM")

    def test_second_line_is_asked(self, ilmenau: Authority, arnstadt: Authority) -> None:
        question = only_question(plan_of(HEAD, self.first, self.second))
        assert question.text == "a@b.de steht schon in Zeile 2 (Anna Ahn)."
        assert question.line == 3

    def test_both_are_one_person_in_two_posts(
        self, ilmenau: Authority, arnstadt: Authority
    ) -> None:
        question = only_question(plan_of(HEAD, self.first, self.second))
        both = answer(question, "Dieselbe Person")
        apply(HEAD, self.first, self.second, z3=both)
        assert Person.objects.count() == 1
        assert Position.objects.count() == 2
        assert Membership.objects.count() == 1
        assert plan_of(HEAD, self.first, self.second, z3=both).counts["unchanged"] == 2

    def test_only_the_second_counts(self, ilmenau: Authority, arnstadt: Authority) -> None:
        question = only_question(plan_of(HEAD, self.first, self.second))
        plan = apply(HEAD, self.first, self.second, z3=answer(question, "Nur diese Zeile"))
        assert plan.counts["left_out"] == 1
        assert Position.objects.get().authority == arnstadt

    def test_address_of_the_second_corrected(self, ilmenau: Authority, arnstadt: Authority) -> None:
        apply(HEAD, self.first, self.second, z3={"email": "c@d.de"})
        assert Person.objects.count() == 2

    def test_even_equal_lines_are_asked(self, ilmenau: Authority) -> None:
        assert plan_of(HEAD, self.first, self.first).counts["open"] == 1


class TestMovingOn:
    def test_vacant_position_is_filled(self, ilmenau: Authority, network: object) -> None:
        vacant = Position.objects.create(authority=ilmenau, state="vacant", starts=date(2021, 1, 1))
        apply((*HEAD, "Stelle seit"), ("A B", "a@b.de", "Ilmenau", "KSM", "1.5.2026"))
        vacant.refresh_from_db()
        assert (vacant.state, vacant.starts) == ("filled", date(2021, 1, 1))
        assert vacant.holdings.get().starts == date(2026, 5, 1)

    def test_somebody_in_another_town_is_asked(self, manager: Person, arnstadt: Authority) -> None:
        row = (*MIKA[:2], "Arnstadt", "KSM")
        question = only_question(plan_of(HEAD, row))
        assert question.text == "Mika Managerin hat bisher eine Stelle in Ilmenau."
        apply(HEAD, row, z2=answer(question, "Wechsel"))
        old, new = Position.objects.order_by("pk")
        assert (old.state, new.state) == ("vacant", "filled")
        assert old.holdings.get().ends == timezone.localdate() - timedelta(days=1)
        assert manager.roles == {Role.MANAGER}
        assert plan_of(HEAD, row).counts["unchanged"] == 1

    def test_both_posts_are_kept(self, manager: Person, arnstadt: Authority) -> None:
        row = (*MIKA[:2], "Arnstadt", "KSM")
        question = only_question(plan_of(HEAD, row))
        apply(HEAD, row, z2=answer(question, "Beides"))
        assert Holding.objects.valid().filter(person=manager).count() == 2

    def test_successor_takes_the_position(self, manager: Person, ilmenau: Authority) -> None:
        row = ("Nora Neu", "nora@ilmenau.de", "Ilmenau", "KSM")
        question = only_question(plan_of(HEAD, row))
        assert "Diese Stelle hat bisher Mika Managerin" in question.text
        apply(HEAD, row, z2=answer(question, "Folgt auf Mika"))
        position = Position.objects.get()
        assert position.state == "filled"
        assert [it.person.first_name for it in position.holdings.valid()] == ["Nora"]
        assert not manager.roles
        assert plan_of(HEAD, row).counts["unchanged"] == 1

    def test_further_position_beside(self, manager: Person) -> None:
        row = ("Nora Neu", "nora@ilmenau.de", "Ilmenau", "KSM")
        question = only_question(plan_of(HEAD, row))
        apply(HEAD, row, z2=answer(question, "Eine weitere Stelle"))
        assert Position.objects.count() == 2

    def test_nobody_is_asked_where_the_list_names_both(self, manager: Person) -> None:
        plan = plan_of(HEAD, MIKA, ("Nora Neu", "nora@ilmenau.de", "Ilmenau", "KSM"))
        assert (plan.counts["new"], plan.counts["unchanged"], plan.counts["open"]) == (1, 1, 0)

    def test_same_person_with_a_new_address(self, manager: Person) -> None:
        row = ("Mika Managerin", "m.managerin@ilmenau.de", "Ilmenau", "KSM")
        question = only_question(plan_of(HEAD, row))
        apply(HEAD, row, z2=answer(question, "Ist dieselbe Person"))
        manager.refresh_from_db()
        assert manager.email == "m.managerin@ilmenau.de"
        assert Holding.objects.count() == 1

    def test_changing_places_in_one_list(
        self, manager: Person, neighbour: Person, arnstadt: Authority
    ) -> None:
        """The town's position becomes free through one line and is filled by another."""
        rows = ((*MIKA[:2], "Arnstadt", "KSM"), ("Nora Neu", "nora@b.de", "Ilmenau", "KSM"))
        held = Holding.objects.get(person=manager)
        plan = plan_of(HEAD, *rows, z2={"elsewhere": f"moves-{held.pk}"})
        question = only_question(plan)
        assert "Nele Nachbarin" in question.text
        follows = answer(question, "Folgt auf Nele")
        moves = {"elsewhere": f"moves-{held.pk}"} | follows
        apply(HEAD, *rows, z2=moves)
        assert Position.objects.count() == 2
        ilmenau = Position.objects.get(authority__name="Ilmenau")
        assert [it.person.last_name for it in ilmenau.holdings.valid()] == ["Neu"]

    def test_kind_of_the_position_changes(self, manager: Person) -> None:
        row = (*MIKA[:3], "Energiemanagement")
        assert ("Funktion", "Klimaschutzmanagement", "Energiemanagement") in changes(HEAD, row)
        apply(HEAD, row)
        assert Position.objects.get().kind == Role.ENERGY_MANAGER
        assert Person.objects.get().roles == {Role.ENERGY_MANAGER}

    def test_two_in_one_position_both_stay(self, manager: Person) -> None:
        """Job sharing: one position, two holders."""
        partner = make_person("Tina", "Teilzeit", Role.MANAGER)
        Holding.objects.create(position=Position.objects.get(), person=partner)
        plan = plan_of(HEAD, MIKA, ("Tina Teilzeit", partner.email, "Ilmenau", "KSM"))
        assert plan.counts["unchanged"] == 2

    def test_a_second_kind_beside_the_first(self, manager: Person) -> None:
        energy = (*MIKA[:3], "Energiemanagement")
        apply(HEAD, energy, MIKA, z3={"double": "both"})
        assert {it.kind for it in Position.objects.all()} == {Role.MANAGER, Role.ENERGY_MANAGER}

    def test_who_is_not_in_the_list_stays(self, manager: Person, neighbour: Person) -> None:
        apply(HEAD, MIKA)
        assert Holding.objects.valid().count() == 2


def test_member_since_is_taken_and_changed(manager: Person) -> None:
    head = (*HEAD, "Mitglied seit")
    assert changes(head, (*MIKA, "1.6.2023")) == [("Mitglied seit", "01.01.2024", "01.06.2023")]
    apply(
        head,
        (*MIKA, "1.6.2023"),
    )
    assert Membership.objects.get().starts == date(2023, 6, 1)


def test_organisers_role_can_come_with_the_list(network: object) -> None:
    apply(HEAD, ("A B", "a@b.de", "Agentur", "Netzwerkmanagement"))
    assert Person.objects.get().is_organiser


def test_queries_do_not_grow_with_the_list(
    manager: Person, neighbour: Person, erfurt: Authority
) -> None:
    make_manager("Eva", "Erfurt", erfurt)
    rows = [(f"P{n} Q", f"p{n}@q.de", "Jena", "KSM") for n in range(3)]

    def count(*lines: tuple[str, ...]) -> int:
        with CaptureQueriesContext(connection) as queries:
            plan_of(HEAD, *lines)
        return len(queries)

    assert count(MIKA) == count(MIKA, *rows) <= 12


class TestAgainstWhatIsKnown:
    """A line may fit itself and yet not what stands in the roster."""

    def test_end_before_the_known_beginning(self, manager: Person) -> None:
        head = (*HEAD, "befristet bis")
        question = only_question(plan_of(head, (*MIKA, "31.12.2020")))
        assert "das Ende (31.12.2020) liegt vor dem Beginn (01.01.2024)" in question.text
        assert changes(head, (*MIKA, "31.12.2020"), z2=answer(question, "Das Feld leer")) == []

    def test_beginning_after_the_known_end(self, manager: Person) -> None:
        Position.objects.update(ends=date(2024, 12, 31))
        head = (*HEAD, "Stelle seit")
        question = only_question(plan_of(head, (*MIKA, "1.1.2026")))
        assert question.topic == "starts"

    def test_grant_that_ends_before_it_began(self, manager: Person) -> None:
        position = Position.objects.get()
        FundingPeriod.objects.create(
            position=position, programme="KRL", starts=date(2024, 1, 1), ends=None
        )
        head = (*HEAD, "Förderung", "Förderung bis")
        plan = plan_of(head, (*MIKA, "KRL", "31.12.2023"))
        assert [it.label for line in plan.lines for it in line.changes] == [
            "Förderung",
            "Förderung bis",
        ]

    def test_membership_that_ends_before_it_began(self, manager: Person) -> None:
        Membership.objects.update(ends=timezone.localdate() + timedelta(days=10))
        head = (*HEAD, "Mitglied seit")
        question = only_question(plan_of(head, (*MIKA, "1.1.2090")))
        assert question.topic == "member_since"


class TestOneAddressMore:
    """The same name at the same place: a new address, or a namesake?"""

    new = ("Mika Managerin", "neu@ilmenau.de", "Ilmenau", "KSM")

    def test_whose_old_address_is_listed_has_no_new_one(
        self, manager: Person, arnstadt: Authority
    ) -> None:
        plan = plan_of(HEAD, self.new, (*MIKA[:2], "Arnstadt", "KSM"))
        offered = [label for it in plan.lines[0].questions for label in labels(it)]
        assert not [label for label in offered if "dieselbe Person" in label]

    def test_all_lines_of_the_new_address_are_theirs(
        self, manager: Person, arnstadt: Authority
    ) -> None:
        same = {"occupied": f"same-{manager.pk}"}
        second = (*self.new[:2], "Arnstadt", "Energiemanagement")
        apply(HEAD, self.new, second, z2=same, z3={"double": "both"})
        assert Person.objects.get().email == "neu@ilmenau.de"
        assert Holding.objects.filter(person=manager).count() == 2

    def test_only_one_address_can_be_the_new_one(self, manager: Person) -> None:
        other = ("Mika Managerin", "anders@ilmenau.de", "Ilmenau", "KSM")
        same = {"occupied": f"same-{manager.pk}"}
        plan = plan_of(HEAD, self.new, other, z2=same, z3=same)
        assert (plan.counts["changed"], plan.counts["unchanged"]) == (1, 0)
        assert plan.counts["open"] + plan.counts["new"] == 1


def test_of_two_lines_the_first_that_dates_a_role_counts(
    ilmenau: Authority, arnstadt: Authority
) -> None:
    head = (*HEAD, "Mitglied seit")
    lines = (
        ("A B", "a@b.de", "Ilmenau", "KSM", ""),
        ("A B", "a@b.de", "Arnstadt", "KSM", "1.6.2023"),
        ("A B", "a@b.de", "Arnstadt", "Energiemanagement", "1.1.2025"),
    )
    both = {"double": "both"}
    apply(head, *lines, z3=both, z4=both)
    dates = {it.role: it.starts for it in Membership.objects.all()}
    assert dates == {Role.MANAGER: date(2023, 6, 1), Role.ENERGY_MANAGER: date(2025, 1, 1)}
    assert plan_of(head, *lines, z3=both, z4=both).counts["unchanged"] == 3


def test_member_since_without_a_column_for_the_function(manager: Person) -> None:
    head = ("Name", "E-Mail", "Mitglied seit")
    apply(head, ("Mika Managerin", manager.email, "1.6.2023"))
    assert Membership.objects.get().starts == date(2023, 6, 1)
