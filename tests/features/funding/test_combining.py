"""Which grants go together, in which order, and how much they pay at most."""

from decimal import Decimal

from klimanetz.features.funding.assessing import assess
from klimanetz.features.funding.combining import Combination, combine, percents
from klimanetz.features.funding.models import Level
from klimanetz.features.funding.models.vocabulary import Cumulation, Order, Purpose, Status
from klimanetz.features.funding.terms import Terms, Tier
from tests.features.funding.terms_made import (
    NEW_POST,
    TODAY,
    WEAK,
    make_situation,
    make_state_terms,
    make_terms,
)


def put_together(*rules: Terms, **answers: bool) -> list[Combination]:
    situation = make_situation(answers={"finanzschwach": False} | answers)
    return combine(assess(terms, situation, on=TODAY) for terms in rules)


def names(combinations: list[Combination]) -> list[list[str]]:
    return [[part.terms.programme for part in one.parts] for one in combinations]


def test_what_hangs_on_an_answer_stands_behind_what_can_be_reckoned_with() -> None:
    """Else the plan would pay nothing, although another programme pays something."""
    hoped = make_terms(tiers=(WEAK,))
    sure = make_state_terms(status=Status.UNVERIFIED)
    found = combine(assess(one, make_situation(), on=TODAY) for one in (hoped, sure))
    assert [part.terms.programme for part in found[0].parts] == ["landesmittel"]
    assert [one.has_sure_rates for one in found] == [True, False, False]


def test_two_that_allow_each_other_stand_first_the_federal_one_before_the_state() -> None:
    found = put_together(make_state_terms(), make_terms())
    assert names(found) == [["richtlinie", "landesmittel"], ["richtlinie"], ["landesmittel"]]
    assert all(one.certain and not one.open_points for one in found)


def test_the_second_pays_what_the_ceiling_leaves() -> None:
    both = put_together(make_terms(), make_state_terms())[0]
    assert (both.ceiling, percents(both)) == (Decimal(100), (Decimal(70), Decimal(30)))


def test_the_lowest_ceiling_counts_and_the_highest_own_share() -> None:
    lower = make_terms(cumulation_ceiling=Decimal(95))
    both = put_together(lower, make_state_terms(own_share=Decimal(10)))[0]
    assert (both.ceiling, percents(both)) == (Decimal(90), (Decimal(70), Decimal(20)))


def test_an_own_share_bounds_a_grant_alone() -> None:
    (alone,) = put_together(make_terms(own_share=Decimal(35)))
    assert percents(alone) == (Decimal(65),)


def test_one_that_wants_no_other_stands_alone() -> None:
    found = put_together(make_terms(cumulation=Cumulation.FORBIDDEN), make_state_terms())
    assert names(found) == [["richtlinie"], ["landesmittel"]]


def test_company_that_nobody_has_cleared_is_a_supposition() -> None:
    found = put_together(make_terms(cumulation=Cumulation.UNKNOWN), make_state_terms())
    assert names(found) == [["richtlinie"], ["landesmittel"], ["richtlinie", "landesmittel"]]
    assert [one.certain for one in found] == [True, True, False]
    assert found[-1].open_points == (
        "Ob „Richtlinie“ mit anderen Mitteln zusammengeht, ist nicht geklärt.",
    )


def test_who_has_to_ask_the_federation_first_is_told_so() -> None:
    late = make_state_terms(cumulation_order=Order.AFTER_FEDERAL)
    both, federal, state = put_together(late, make_terms())
    assert (both.certain, federal.certain, state.certain) == (True, True, False)
    assert state.open_points == (
        "„Landesmittel“ verlangt, zuerst Mittel des Bundes zu beantragen: Richtlinie.",
    )


def test_without_federal_means_the_state_pays_alone() -> None:
    late = make_state_terms(cumulation_order=Order.AFTER_FEDERAL)
    (alone,) = put_together(late, make_terms(status=Status.EXPIRED))
    assert (names([alone]), alone.certain) == ([["landesmittel"]], True)


def test_what_answers_no_is_in_no_combination() -> None:
    assert not put_together(make_terms(status=Status.EXPIRED))


def test_what_is_not_known_makes_a_combination_uncertain_and_says_what() -> None:
    unsure = make_terms(requirements=(NEW_POST,))
    both = next(one for one in put_together(unsure, make_state_terms()) if len(one.parts) == 2)
    assert not both.certain
    assert both.open_points == ("Noch zu beantworten: Ist die Stelle neu?",)


def test_one_programme_pays_the_same_costs_only_once() -> None:
    found = put_together(
        make_terms(), make_terms(slug="anders", tiers=(Tier(percent=Decimal(20)),))
    )
    assert all(len(one.parts) == 1 for one in found)


def test_posts_and_networks_are_not_mixed() -> None:
    network = make_state_terms(purpose=Purpose.NETWORK)
    post = assess(make_terms(), make_situation(), on=TODAY)
    meeting = assess(network, make_situation(purpose=Purpose.NETWORK), on=TODAY)
    assert all(len(one.parts) == 1 for one in combine([post, meeting]))


def test_a_lump_sum_is_no_share_of_the_costs_of_a_post() -> None:
    lump = make_state_terms(purpose=Purpose.LUMP_SUM, tiers=(Tier(per_inhabitant=Decimal(5)),))
    assert names(put_together(make_terms(), lump)) == [["richtlinie"]]


def test_nobody_applies_for_what_the_others_leave_no_room_for() -> None:
    full = make_terms(tiers=(WEAK,), cumulation_ceiling=Decimal(90))
    found = put_together(full, make_state_terms(), finanzschwach=True)
    assert names(found) == [["richtlinie"], ["landesmittel"]]


def test_an_amount_in_euros_goes_along_and_is_no_share() -> None:
    amount = make_state_terms(tiers=(Tier(euros=Decimal(20_000)),))
    both = put_together(make_terms(), amount)[0]
    assert (names([both]), percents(both)) == (
        [["richtlinie", "landesmittel"]],
        (Decimal(70), Decimal(0)),
    )


def test_a_rate_that_is_not_known_at_all_is_in_no_combination() -> None:
    assert not put_together(make_terms(tiers=()))


def test_twenty_programmes_are_combined_in_no_time() -> None:
    many = [
        make_state_terms(programme=f"p{number}", level=Level.EU, tiers=(Tier(percent=Decimal(5)),))
        for number in range(20)
    ]
    assert len(put_together(*many)) == 20 + 190 + 1140 + 4845
