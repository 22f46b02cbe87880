"""The five-minute check, page by page, as somebody without account sees it."""

import re
from datetime import date, timedelta
from html import unescape
from urllib.parse import parse_qs

import pytest
from django.http import HttpResponseBase, QueryDict
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from klimanetz.core.models import AuditEntry
from klimanetz.features.funding.inquiry import read_inquiry
from klimanetz.features.funding.inquiry_form import usual_start
from klimanetz.features.funding.models import Purpose, Question, Rule, Status
from klimanetz.people.models import Person
from klimanetz.places.models import Authority, Kind
from tests.factories import make_authority
from tests.features.funding.check.conftest import make_rule
from tests.features.funding.test_inquiry import ended

HERE = "/kommune-ohne-klimaschutzmanagement/"
OWN = "kommune=160700029029&weg=eigene"
SHARED = "kommune=160700029029&weg=gemeinsam"


def words(response: HttpResponseBase) -> str:
    text = response.content.decode()  # type: ignore[attr-defined]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split()).replace("\xa0", " ")


def look(client: Client, page: str, query: str = "") -> str:
    response = client.get(f"{HERE}{page}?{query}" if query else f"{HERE}{page}")
    assert response.status_code == 200
    return words(response)


def fields_of(client: Client, page: str, query: str) -> dict[str, list[str]]:
    """What the form of a page sends if one presses its button at once."""
    html = client.get(f"{HERE}{page}?{query}").content.decode()
    form = html[html.index("<main") :]
    form = form[form.index("<form") : form.index("</form>")]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name = re.search(r'name="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and ('type="hidden"' in tag or "checked" in tag or 'type="text"' in tag):
            found.setdefault(name[1], []).append(unescape(value[1]) if value else "")
    return found


# First page


def test_it_begins_with_the_town(client: Client) -> None:
    page = look(client, "")
    assert "Schritt 1 von 4" in page
    assert "Um welche Kommune geht es?" in page
    assert "Check beginnen" in page


def test_whom_to_call_stands_beside_it(client: Client) -> None:
    html = client.get(HERE).content.decode()
    assert "netzwerk@agentur.example" in html
    assert "mailto:netzwerk@agentur.example?subject=Beratung" in html


def test_the_town_is_kept_on_the_way_back(client: Client, ilmenau: Authority) -> None:
    html = client.get(f"{HERE}?{OWN}").content.decode()
    assert 'value="160700029029"' in html
    assert '<input type="hidden" name="weg" value="eigene">' in html


@pytest.mark.parametrize("place", ["", "weg/", "partner/", "fragen/", "ergebnis/"])
def test_every_page_only_reads(client: Client, ilmenau: Authority, place: str) -> None:
    assert client.post(f"{HERE}{place}").status_code == 405
    client.get(f"{HERE}{place}?{OWN}")
    assert not AuditEntry.objects.exists()
    assert not client.cookies


@pytest.mark.parametrize("place", ["weg/", "partner/", "fragen/", "ergebnis/"])
def test_without_a_town_every_page_asks_for_it(client: Client, place: str) -> None:
    assert "Bitte nennen Sie Ihre Kommune." in look(client, place)


def test_search_engines_are_not_sent_into_answers(client: Client, ilmenau: Authority) -> None:
    assert "X-Robots-Tag" not in client.get(HERE).headers
    assert client.get(f"{HERE}weg/?{OWN}").headers["X-Robots-Tag"] == "noindex"


def test_a_name_that_means_several_offers_them(client: Client, ilmenau: Authority) -> None:
    make_authority("160680000022", "Ilmenau", Kind.MUNICIPALITY)
    html = client.get(f"{HERE}weg/?kommune=Ilmenau").content.decode()
    assert html.count('name="kommune_choice"') == 2
    chosen = "kommune=Ilmenau&kommune_asked=Ilmenau&kommune_choice=160700029029+Ilmenau"
    assert "Schritt 2 von 4 Gemeinde Ilmenau" in look(client, "weg/", chosen)


# Second page


def test_what_is_known_is_shown_and_not_asked(
    client: Client, plaue: Authority, organiser: Person
) -> None:
    Authority.objects.filter(pk=plaue.pk).update(population_on=date(2024, 12, 31))
    page = look(client, "weg/", "kommune=160705001043")
    assert "Das wissen wir schon" in page
    assert "2.000 (31.12.2024)" in page
    assert "Ilm-Kreis" in page
    assert "Verwaltungsgemeinschaft Geratal/Plaue" in page
    assert "niemand, von dem das Netzwerk weiß" in page


def test_who_serves_the_town_already_is_named(
    client: Client, manager: Person, ilm_kreis: Authority, ilmenau: Authority
) -> None:
    page = look(client, "weg/", "kommune=160700029029")
    assert "Klimaschutzmanagement: Gemeinde Ilmenau" in page
    assert "Mika" not in page
    vorher = re.findall(
        r'<input[^>]*name="vorher"[^>]*>',
        client.get(f"{HERE}weg/?kommune=160700029029").content.decode(),
    )
    assert [("checked" in tag) for tag in vorher] == [True, False, False]


def test_only_ways_that_are_open_are_offered(
    client: Client, plaue: Authority, erfurt: Authority
) -> None:
    assert 'value="gemeinschaft"' in client.get(f"{HERE}weg/?kommune=160705001043").content.decode()
    html = client.get(f"{HERE}weg/?kommune=160510000000").content.decode()
    assert 'value="gemeinschaft"' not in html
    assert 'value="landkreis"' not in html


def test_what_is_wrong_is_told_only_once_it_was_sent(client: Client, ilmenau: Authority) -> None:
    assert "Bitte wählen Sie einen Weg" not in look(client, "weg/", "kommune=160700029029")
    assert "Bitte wählen Sie einen Weg" in look(client, "partner/", "kommune=160700029029")
    assert "Bitte wählen Sie einen Weg" in look(client, "ergebnis/", "kommune=160700029029")


def test_a_merged_town_is_told_and_carried_on(client: Client, ilmenau: Authority) -> None:
    ended(make_authority("160700099099", "Wolfsberg", Kind.MUNICIPALITY), ilmenau)
    page = look(client, "weg/", "kommune=Wolfsberg")
    assert "Wolfsberg gibt es nicht mehr. Heute gehört es zu Ilmenau." in page
    assert fields_of(client, "weg/", "kommune=Wolfsberg")["kommune"] == ["160700029029"]


# Partners


def test_who_goes_alone_passes_by_the_partners(client: Client, ilmenau: Authority) -> None:
    response = client.get(f"{HERE}partner/?{OWN}")
    assert response.status_code == 302
    assert response.headers["Location"] == f"{HERE}fragen/?{OWN}"


def test_those_around_are_offered_with_their_distance(
    client: Client, ilmenau: Authority, arnstadt: Authority, erfurt: Authority
) -> None:
    for town, longitude, latitude in (
        (ilmenau, 10.91, 50.68), (arnstadt, 10.95, 50.84), (erfurt, 11.03, 51.5),
    ):  # fmt: skip
        Authority.objects.filter(pk=town.pk).update(longitude=longitude, latitude=latitude)
    page = look(client, "partner/", SHARED)
    assert "Diese Kommunen liegen um Ilmenau." in page
    assert "Arnstadt 10.000 Einwohner:innen, 18 km" in page
    assert "Erfurt" not in page


def test_a_click_on_the_map_chooses_and_takes_back(
    client: Client, ilmenau: Authority, arnstadt: Authority
) -> None:
    Authority.objects.filter(pk=ilmenau.pk).update(longitude=10.91, latitude=50.68)
    Authority.objects.filter(pk=arnstadt.pk).update(longitude=10.95, latitude=50.84)

    def link(query: str) -> str:
        html = client.get(f"{HERE}partner/?{query}").content.decode()
        found = re.search(r'<a href="([^"]*partner/\?[^"]*)" aria-label="Arnstadt: ([^"]*)"', html)
        assert found
        return unescape(found[1]).partition("?")[2]

    chosen = link(SHARED)
    assert parse_qs(chosen)["partner"] == ["160700004004"]
    assert "partner" not in parse_qs(link(chosen))


def test_a_partner_from_elsewhere_is_ticked_in_the_list(
    client: Client, ilmenau: Authority, erfurt: Authority
) -> None:
    query = f"{SHARED}&dazu=Erfurt"
    html = client.get(f"{HERE}partner/?{query}").content.decode()
    assert re.search(r'value="160510000000"[^>]* checked', html)


@pytest.mark.parametrize(
    ("partner", "sentence"),
    [
        ("160700029029", "nicht mit sich selbst teilen"),
        ("999999999999", "kennt das Verzeichnis nicht"),
        ("", "mindestens eine Partnerkommune"),
    ],
)
def test_a_wrong_partner_is_told_at_the_partners(
    client: Client, ilmenau: Authority, partner: str, sentence: str
) -> None:
    page = look(client, "fragen/", f"{SHARED}&partner={partner}&vorher=nein")
    assert "Mit wem würden Sie sich die Stelle teilen?" in page
    assert sentence in page
    fields = fields_of(client, "fragen/", f"{SHARED}&partner={partner}&vorher=nein")
    assert fields["vorher"] == ["nein"]


# Questions


def test_only_questions_that_matter_are_asked(
    client: Client, ilmenau: Authority, rules: list[Rule]
) -> None:
    Question.objects.create(slug="egal", text="Ist das egal?")
    page = look(client, "fragen/", OWN)
    assert "2 Fragen, die nur Sie beantworten können" in page
    assert page.index("Klimaschutzkonzept?") < page.index("finanzschwach?")
    assert page.count("weiß ich nicht") == 2
    assert "Ist das egal?" not in page


def test_an_expired_rule_asks_nothing(client: Client, ilmenau: Authority, expired: Rule) -> None:
    assert "Nur noch der Beginn" in look(client, "fragen/", OWN)


def test_assumptions_stand_in_their_fields(client: Client, ilmenau: Authority) -> None:
    html = client.get(f"{HERE}fragen/?{OWN}").content.decode()
    assert f'<option value="{usual_start():%Y-%m}" selected>' in html
    assert '<option value="E11" selected>' in html
    assert re.search(r'name="anteil" value="100"', html)
    assert "<details" in html
    assert not re.search(r"<details[^>]* open", html)


def test_nonsense_opens_the_assumptions_and_says_so(client: Client, ilmenau: Authority) -> None:
    response = client.get(f"{HERE}ergebnis/?{OWN}&anteil=viel&finanzschwach=ja")
    assert "Bitte schreiben Sie eine Zahl, zum Beispiel 2,5." in words(response)
    html = response.content.decode()
    assert re.search(r"<details[^>]* open", html)
    assert 'value="viel"' in html  # nothing is lost


def test_answers_that_contradict_each_other_are_told(
    client: Client, ilmenau: Authority, rules: list[Rule], concept: Question, weak: Question
) -> None:
    Question.objects.filter(pk=weak.pk).update(presupposes=concept)
    page = look(client, "ergebnis/", f"{OWN}&konzept=nein&finanzschwach=ja")
    assert "Das passt nicht zu Ihrem Nein auf „Gibt es schon ein Klimaschutzkonzept?“" in page


def test_the_page_tells_its_script_which_no_answers_which_question(
    client: Client, ilmenau: Authority, rules: list[Rule], concept: Question, weak: Question
) -> None:
    assert "follows.js" not in client.get(f"{HERE}fragen/?{OWN}").content.decode()
    Question.objects.filter(pk=weak.pk).update(presupposes=concept)
    html = client.get(f"{HERE}fragen/?{OWN}&konzept=nein").content.decode()
    assert 'data-question="id_finanzschwach" data-presupposes="id_konzept"' in html
    assert html.count("weiß ich nicht") == 2  # without a script one may still change one's mind


# From page to page


def test_a_whole_check_by_pressing_the_button(
    client: Client, ilmenau: Authority, arnstadt: Authority, rules: list[Rule]
) -> None:
    query = "kommune=Ilmenau"
    for page, more in (("weg/", "weg=gemeinsam"), ("partner/", "partner=160700004004")):
        fields = QueryDict(mutable=True)
        for name, values in fields_of(client, page, query).items():
            fields.setlist(name, values)
        query = f"{fields.urlencode()}&{more}"
    page = look(client, "fragen/", query)
    assert "Schritt 3 von 4" in page
    page = look(client, "ergebnis/", f"{query}&finanzschwach=nein&konzept=nein")
    assert "Ilmenau und eine Partnerkommune zusammen" in page


def test_pages_ask_the_database_little(
    client: Client,
    ilmenau: Authority,
    arnstadt: Authority,
    rules: list[Rule],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    query = f"{SHARED}&partner=160700004004&finanzschwach=ja"
    for page in ("weg/", "partner/", "fragen/", "ergebnis/"):
        with django_assert_max_num_queries(10):
            look(client, page, query)


# Result


def test_the_result_says_what_it_costs_and_who_may_pay(
    client: Client, ilmenau: Authority, rules: list[Rule]
) -> None:
    page = look(client, "ergebnis/", f"{OWN}&finanzschwach=nein&konzept=nein")
    assert "Eine ganze Stelle kostet Ilmenau in den ersten zwei Jahren" in page
    assert "gefördert werden. Es blieben" in page
    assert "Stand " in page
    assert "ohne Gewähr" in page


def test_each_programme_answers_with_its_source_and_day(
    client: Client, ilmenau: Authority, rules: list[Rule]
) -> None:
    page = look(client, "ergebnis/", f"{OWN}&konzept=nein")
    checked = timezone.localdate() - timedelta(days=10)
    assert "ja Kommunalrichtlinie Erstvorhaben: 70 %" in page
    assert f"Merkblatt, Abschnitt 2 , geprüft am {checked:%d.%m.%Y}" in page
    assert "nein Klima Invest" in page
    assert "abgelaufen" in page
    assert "90 % für finanzschwache Kommunen" in page


def test_what_is_not_known_yet_is_named(
    client: Client, ilmenau: Authority, rules: list[Rule]
) -> None:
    page = look(client, "ergebnis/", OWN)
    assert "noch nicht zu sagen Kommunalrichtlinie" in page
    assert "Was noch fehlt: Noch zu beantworten: Gibt es schon ein Klimaschutzkonzept?" in page
    assert "wenn sich klärt, was noch offen ist" in page
    assert "Offene Fragen beantworten" in page
    assert page.count("Noch zu beantworten: Gibt es schon ein Klimaschutzkonzept?") == 1


def test_a_no_says_why(client: Client, ilmenau: Authority, rules: list[Rule]) -> None:
    page = look(client, "ergebnis/", f"{OWN}&konzept=ja")
    assert "Es gibt schon ein Konzept." in page
    assert "Heute kennen wir kein Programm, mit dem Sie dafür rechnen können." in page


def test_what_pays_for_other_things_is_named_apart(
    client: Client, ilmenau: Authority, rules: list[Rule]
) -> None:
    page = look(client, "ergebnis/", OWN)
    assert page.index("Was es sonst noch gibt") < page.index("Netzwerk: 60 %")


def test_the_ways_stand_beside_each_other(
    client: Client, plaue: Authority, ilmenau: Authority, rules: list[Rule]
) -> None:
    query = "kommune=160705001043&weg=gemeinsam&partner=160700029029&konzept=nein"
    page = look(client, "ergebnis/", query)
    assert "Die Wege im Vergleich" in page
    for way in ("eine eigene Stelle", "arbeitet (Geratal/Plaue)",
                "arbeitet (Ilm-Kreis)"):  # fmt: skip
        assert way in page
    assert "Von dem, was bleibt, kämen auf Sie" in page
    assert "ist Ihr Anteil nach Einwohner:innen gerechnet" in page


def test_years_after_the_first_grant_say_what_they_are_reckoned_with(
    client: Client, ilmenau: Authority, rules: list[Rule]
) -> None:
    Rule.objects.filter(slug="anschluss").update(
        status=Status.UNVERIFIED, checked_on=None, valid_to=timezone.localdate()
    )
    page = look(client, "ergebnis/", f"{OWN}&konzept=nein")
    later = page[page.index("Und danach?") : page.index("Die Wege im Vergleich")]
    for said in ("lässt sich erst dann sagen", "noch nicht zu sagen", "Anschluss: 40 %",
                 "Diese Angaben sind ungeprüft.", "Die Regel gilt nur bis",
                 "der Beginn liegt danach"):  # fmt: skip
        assert said in later
    assert "36 Monate, ungeprüft" in page
    html = client.get(f"{HERE}ergebnis/?{OWN}&konzept=nein").content.decode()
    assert html.count('costs-table__caution">ungeprüft<') == 5  # at each of its years and in all


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("kommune=160705001043&weg=gemeinschaft", "Eine ganze Stelle der Verwaltungsgemeinschaft"),
        ("kommune=160705001043&weg=landkreis&anteil=50", "Eine halbe Stelle des Landkreises"),
        ("kommune=16070&weg=eigene", "Eine ganze Stelle des Landkreises kostet in den ersten"),
        ("kommune=160705001&weg=eigene", "Eine ganze Stelle der Verwaltungsgemeinschaft kostet"),
    ],
)
def test_whose_post_it_is_is_said_as_one_says_it(
    client: Client, plaue: Authority, rules: list[Rule], query: str, said: str
) -> None:
    assert said in look(client, "ergebnis/", query)


@pytest.mark.parametrize(
    ("code", "whose"),
    [
        ("51", "des Amtes"),
        ("52", "der Samtgemeinde"),
        ("54", "der Verwaltungsgemeinschaft"),
        ("58", "der erfüllenden Gemeinde"),
    ],
)
def test_what_serves_several_towns_is_called_as_in_its_land(
    client: Client, plaue: Authority, rules: list[Rule], code: str, whose: str
) -> None:
    Authority.objects.filter(association_members=plaue).update(kind_code=code)
    said = f"eine Stelle {whose}, die auch für Sie arbeitet (Geratal/Plaue)"
    assert said in look(client, "weg/", "kommune=160705001043")
    page = look(client, "ergebnis/", "kommune=160705001043&weg=gemeinschaft")
    assert f"Eine ganze Stelle {whose} kostet" in page


def test_whose_office_serves_others_shares_with_them(
    client: Client, plaue: Authority, rules: list[Rule]
) -> None:
    Authority.objects.filter(association_members=plaue).update(
        kind_code="58", administered_by=plaue
    )
    said = "eine Stelle der erfüllenden Gemeinde, auch für die, deren Verwaltung Sie führen"
    assert said in look(client, "weg/", "kommune=160705001043")


def test_grants_that_go_together_are_ranked(
    client: Client, ilmenau: Authority, rules: list[Rule], expired: Rule
) -> None:
    Rule.objects.filter(pk=expired.pk).update(
        status="active", valid_to=None, cumulation_order="after_federal"
    )
    page = look(client, "ergebnis/", f"{OWN}&konzept=nein")
    together = page[page.index("Was zusammen geht") :]
    assert "Kommunalrichtlinie (70 %) + Klima Invest (30 %) damit ist gerechnet" in together
    assert "zusammen 100 % der förderfähigen Ausgaben, erlaubt sind höchstens 100 %" in together


def test_a_post_that_was_funded_before_goes_on(
    client: Client, ilmenau: Authority, rules: list[Rule]
) -> None:
    page = look(client, "ergebnis/", f"{OWN}&vorher=ja")
    assert "Kommunalrichtlinie Anschluss: 40 %" in page
    assert "in den ersten drei Jahren" in page


def test_the_address_can_be_shared(client: Client, ilmenau: Authority, rules: list[Rule]) -> None:
    html = client.get(f"{HERE}ergebnis/?{OWN}&konzept=nein").content.decode()
    found = re.search(r'href="(/[^"]*ergebnis/\?[^"]*stand=[^"]*)"', html)
    assert found
    inquiry = read_inquiry(unescape(found[1]).partition("?")[2])
    assert inquiry.asked_on == timezone.localdate()
    assert inquiry.answers["konzept"] is False
    again = client.get(unescape(found[1]))
    assert again.status_code == 200


def test_papers_are_made_from_the_same_address(
    client: Client, ilmenau: Authority, rules: list[Rule]
) -> None:
    html = client.get(f"{HERE}ergebnis/?{OWN}&konzept=nein").content.decode()
    papers = re.findall(r'href="([^"]*(?:ratspapier\.pdf|vorlagen/)\?[^"]*)"', html)
    assert len(papers) == 3
    for paper in papers:
        assert read_inquiry(unescape(paper).partition("?")[2]).is_complete


def test_who_opens_it_later_is_told_what_changed(
    client: Client, ilmenau: Authority, rules: list[Rule], initial: Rule
) -> None:
    make_rule(
        initial.programme,
        initial.slug,
        Purpose.NEW_POSITION,
        "65",
        version=2,
        predecessor=initial,
    )
    before = timezone.localdate() - timedelta(days=30)
    page = look(client, "ergebnis/", f"{OWN}&stand={before}")
    assert f"Seit Ihrem Stand vom {before:%d.%m.%Y} hat sich geändert:" in page
    assert "65 %" in page
    today = f"{OWN}&stand={timezone.localdate()}"
    assert "hat sich geändert" not in look(client, "ergebnis/", today)


def test_a_town_without_inhabitants_in_the_register_gets_a_result(
    client: Client, ilmenau: Authority, rules: list[Rule]
) -> None:
    Authority.objects.update(population=None)
    assert "Eine ganze Stelle kostet Ilmenau" in look(client, "ergebnis/", OWN)


def test_a_start_after_every_rule_is_told(
    client: Client, ilmenau: Authority, rules: list[Rule], initial: Rule
) -> None:
    Rule.objects.filter(pk=initial.pk).update(valid_to=timezone.localdate() + timedelta(days=60))
    page = look(client, "ergebnis/", f"{OWN}&konzept=nein")
    assert "der Beginn liegt danach" in page


def test_without_any_rule_there_are_costs_all_the_same(client: Client, ilmenau: Authority) -> None:
    page = look(client, "ergebnis/", OWN)
    assert "in den ersten zwei Jahren" in page
    assert "kennt das Netzwerk heute kein Programm" in page


def test_an_address_as_long_as_a_whole_form_is_no_trouble(
    client: Client, ilmenau: Authority
) -> None:
    assert "Um welche Kommune geht es?" in look(client, "", f"{OWN}&dazu={'x' * 400}")


def test_whom_one_typed_is_ticked_and_can_be_taken_back(
    client: Client, ilmenau: Authority, erfurt: Authority
) -> None:
    html = client.get(f"{HERE}partner/?{SHARED}&dazu=Erfurt").content.decode()
    assert re.search(rf'value="{erfurt.ars}"[^>]* checked', html)
    assert fields_of(client, "partner/", f"{SHARED}&dazu=Erfurt")["dazu"] == [""]
    typed = fields_of(client, "partner/", f"{SHARED}&dazu=Nirgendwo")
    assert typed["dazu"] == ["Nirgendwo"]
