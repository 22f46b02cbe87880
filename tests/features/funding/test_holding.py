"""The rules of a day are read once for all checks, and never older than what organisers saved."""

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from klimanetz.core.audit import SYSTEM
from klimanetz.core.models import Network
from klimanetz.features.funding import actions
from klimanetz.features.funding.holding import read_holding
from tests.features.funding.rows_made import make_programme, make_rule


@pytest.mark.django_db(transaction=True)
def test_they_are_read_once_and_anew_after_a_change(
    network: Network, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    programme, today = make_programme(), timezone.localdate()
    make_rule(programme)
    assert [terms.programme_name for terms in read_holding(today)] == ["Kommunalrichtlinie"]
    with django_assert_num_queries(1):
        read_holding(today)
    programme.name = "Klimaschutz vor Ort"
    actions.save_programme(programme, actor=SYSTEM)
    assert [terms.programme_name for terms in read_holding(today)] == ["Klimaschutz vor Ort"]
