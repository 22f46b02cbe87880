"""Every form: labels, help and errors tied to their fields, in the design system's markup."""

import re
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from klimanetz.core.forms import DateInput, DateTimeInput, TimeInput
from tests.core.markup import Element, read

MODES = [("on_site", "vor Ort"), ("online", "online")]


class Stored:
    """What a file field shows of a file kept earlier."""

    url = "/dateien/liste.xlsx"

    def __str__(self) -> str:
        return "liste.xlsx"


class Sample(forms.Form):
    """One field of each kind of control."""

    title = forms.CharField(label="Titel", help_text="Steht in der <b>Einladung</b>.")
    email = forms.EmailField(label="E-Mail", required=False)
    text = forms.CharField(label="Beschreibung", widget=forms.Textarea, required=False)
    day = forms.DateField(label="Tag", widget=DateInput)
    begins = forms.TimeField(label="Beginn", widget=TimeInput)
    until = forms.DateTimeField(label="Antwort bis", widget=DateTimeInput)
    district = forms.ChoiceField(label="Kreis", choices=MODES)
    mode = forms.ChoiceField(
        label="Teilnahme", choices=MODES, widget=forms.RadioSelect, help_text="Nur eins."
    )
    roles = forms.MultipleChoiceField(
        label="Wen?", choices=MODES, widget=forms.CheckboxSelectMultiple
    )
    span = forms.SplitDateTimeField(label="Frist", required=False)
    sheet = forms.FileField(label="Tabelle", widget=forms.ClearableFileInput)
    agreed = forms.BooleanField(label="Ich stimme zu.", help_text="Jederzeit widerrufbar.")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


GOOD: dict[str, object] = {
    "title": "Treffen",
    "day": "2027-03-17",
    "begins": "10:00",
    "until": "2027-03-10T23:59",
    "district": "online",
    "mode": "online",
    "roles": ["on_site", "online"],
    "agreed": "on",
}
type Files = MultiValueDict[str, UploadedFile[Any]]
SHEET: Files = MultiValueDict({"sheet": [SimpleUploadedFile("liste.xlsx", b"x")]})


def show(
    data: dict[str, object] | None = None,
    files: Files | None = None,
    initial: dict[str, object] | None = None,
) -> Element:
    return read(str(Sample(data, files, initial=initial)))


def test_every_control_has_a_label_and_the_classes_of_the_design_system() -> None:
    page = show()
    for control in [*page.all("input"), *page.all("select"), *page.all("textarea")]:
        if control["name"] == "token":
            assert "class" not in control.attributes
            continue
        assert control["class"].startswith("kern-form-")
        named = page.all("label", **{"for": control["id"]})
        assert named or control["aria-label"] == "Frist"
    wrapper = page.one("div", class_="kern-form-input__select-wrapper")
    assert wrapper.one("select")["name"] == "district"


def test_help_stands_before_the_field_and_is_read_with_it() -> None:
    field = show().all("div", class_="field")[0]
    assert [element.tag for element in field.inside] == ["label", "div", "b", "input"]
    assert field.one("div", id="id_title_helptext").text == "Steht in der Einladung ."
    assert field.one("input")["aria-describedby"] == "id_title_helptext"


def test_only_the_unusual_is_marked_optional() -> None:
    optional = show().all("span", class_="kern-label__optional")
    assert len(optional) == 3
    labels = [label.text for label in show().all("label")]
    assert "E-Mail (freiwillig)" in labels
    assert "Ich stimme zu." in labels

    class Settings(forms.Form):
        name = forms.CharField(required=False)

    assert "freiwillig" not in str(Settings())


def test_choices_are_a_group_with_a_legend() -> None:
    for name, kind in (("mode", "radio"), ("roles", "checkbox")):
        group = show({**GOOD}).one("fieldset", id=f"id_{name}")
        options = group.all("input", type=kind)
        assert [option["id"] for option in options] == [f"id_{name}_0", f"id_{name}_1"]
        assert [label.text for label in group.all("label")] == ["vor Ort", "online"]
        assert len(group.all("legend")) == 1
    assert show().one("fieldset", id="id_mode")["aria-describedby"] == "id_mode_helptext"


def test_errors_come_first_as_a_list_that_leads_to_the_fields() -> None:
    page = show({})
    summary = page.one("div", class_="error-summary")
    assert summary["role"] == "alert"
    assert "autofocus" in summary.attributes
    assert page.inside[0] is summary
    ids = {element.attributes.get("id") for element in page.inside}
    targets = [link["href"].removeprefix("#") for link in summary.all("a")]
    assert targets == [
        *("id_title", "id_day", "id_begins", "id_until", "id_district"),
        *("id_mode", "id_roles", "id_sheet", "id_agreed"),
    ]
    assert set(targets) <= ids


def test_errors_say_what_to_do() -> None:
    words = [link.text for link in show({}).one("div", class_="error-summary").all("a")]
    assert words[0] == "Titel – Bitte füllen Sie dieses Feld aus."
    assert words[4] == "Kreis – Bitte wählen Sie etwas aus."
    assert words[7] == "Tabelle – Bitte wählen Sie eine Datei aus."
    assert words[8] == "Ich stimme zu. – Bitte setzen Sie hier ein Häkchen."


def test_an_error_stands_at_its_field_too() -> None:
    page = show({**GOOD, "title": "", "email": "falsch", "mode": ""}, files=SHEET)
    title = page.one("input", name="title")
    assert title["aria-invalid"] == "true"
    assert title["aria-describedby"] == "id_title_helptext id_title_error"
    assert "kern-form-input__input--error" in title["class"]
    assert page.one("div", id="id_title_error").text == "Bitte füllen Sie dieses Feld aus."
    assert "id_mode_error" in page.one("fieldset", id="id_mode")["aria-describedby"]
    assert len(page.all("div", class_="kern-form-input--error")) == 2


def test_an_error_of_the_whole_form_is_in_the_list_and_escaped() -> None:
    form = Sample(GOOD, files=SHEET)
    form.add_error(None, "Das Ende liegt <vor> dem Beginn.")
    form.add_error("token", "Die Seite ist veraltet.")
    page = read(str(form))
    summary = page.one("div", class_="error-summary")
    assert "Das Ende liegt <vor> dem Beginn." in summary.text
    assert "Die Seite ist veraltet." in summary.text
    assert not summary.all("a")


def test_one_error_is_one() -> None:
    page = show({**GOOD, "title": ""}, files=SHEET)
    assert page.one("h2").text == "Bitte prüfen Sie diese Angabe"
    assert show({}).one("h2").text == "Bitte prüfen Sie diese Angaben"


@pytest.mark.parametrize("language", ["de", "en"])
def test_dates_survive_the_way_to_the_browser_and_back(language: str) -> None:
    initial: dict[str, object] = {
        "day": date(2027, 3, 17),
        "begins": time(10, 5),
        "until": datetime(2027, 3, 10, 22, 59, tzinfo=UTC),
    }
    with translation.override(language):
        page = show(initial=initial)
        controls = {name: page.one("input", name=name) for name in initial}
        assert [control["type"] for control in controls.values()] == [
            *("date", "time", "datetime-local")
        ]
        sent = {name: control["value"] for name, control in controls.items()}
        assert sent == {"day": "2027-03-17", "begins": "10:05", "until": "2027-03-10T23:59"}
        form = Sample({**GOOD, **sent}, files=SHEET)
        assert form.is_valid(), form.errors
    assert {name: form.cleaned_data[name] for name in initial} == initial


def test_a_file_kept_earlier_is_named_and_can_be_removed() -> None:
    class Logo(forms.Form):
        logo = forms.FileField(label="Logo", required=False)

    page = read(str(Logo(initial={"logo": Stored()})))
    assert page.one("a")["href"] == "/dateien/liste.xlsx"
    assert page.one("label", **{"for": "logo-clear_id"}).text == "Datei entfernen"
    assert page.one("input", type="file")["class"] == "kern-form-input__input"


def test_a_class_given_to_a_control_stays() -> None:
    class Wide(forms.Form):
        code = forms.CharField(widget=forms.TextInput(attrs={"class": "code"}))

    assert read(str(Wide())).one("input")["class"] == "code kern-form-input__input"


def test_one_field_alone_looks_the_same() -> None:
    form = Sample()
    assert form["title"].as_field_group() in str(form)


@pytest.mark.parametrize(
    ("field", "said", "sentence"),
    [
        (forms.EmailField(), "nora", "sie sieht zum Beispiel so aus: name@ort.de"),
        (forms.DateField(), "morgen", "Bitte schreiben Sie ihn so: 17.03.2027."),
        (forms.TimeField(), "kurz vor zehn", "Bitte schreiben Sie die Uhrzeit so: 10:30."),
        (forms.ChoiceField(choices=MODES), "per Brief", "Das steht nicht zur Auswahl."),
        (forms.CharField(max_length=3), "lang", "höchstens 3 Zeichen; jetzt sind es 4."),
    ],
)
def test_what_is_wrong_is_said_as_one_would_say_it(
    field: forms.Field, said: str, sentence: str
) -> None:
    with pytest.raises(forms.ValidationError, match=re.escape(sentence)):
        field.clean(said)
