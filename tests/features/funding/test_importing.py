"""Programmes from files: what is wrong is named with its place, and nothing is half written."""

from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from klimanetz.core.models import AuditEntry, Network
from klimanetz.core.refusal import Refused
from klimanetz.features.funding import actions
from klimanetz.features.funding.actions import confirm_rule, succeed_rule
from klimanetz.features.funding.expiring import expire_rule
from klimanetz.features.funding.importing.actions import import_files
from klimanetz.features.funding.models import Programme, Question, Rule
from klimanetz.people.models import Person
from tests.features.funding.rules_made import make_programme
from tests.features.funding.test_versions import draft_of

QUESTIONS = """
[[questions]]
slug = "finanzschwach"
text = "Finanzschwach?"
rank = 10
[[questions]]
slug = "beschluss"
text = "Beschlossen?"
presupposes = "finanzschwach"
rank = 20
"""
PROGRAMME = """
slug = "bundesgeld"
name = "Bundesgeld"
giver = "Bund"
level = "federal"
valid_from = 2024-11-01
[[rules]]
slug = "stelle"
title = "Eine Stelle"
purpose = "new_position"
applicants = ["municipality", "district"]
documents = ["Beschluss", "Nachweis"]
status = "active"
source = "Nummer 4"
source_url = "https://bund.example/"
checked_on = 2026-01-15
checked_by = "Olga"
[[rules.rates]]
percent = 62.5
[[rules.rates]]
percent = 90
question = "finanzschwach"
[[rules.conditions]]
question = "beschluss"
wanted = true
otherwise = "Ohne Beschluss geht es nicht."
"""


@pytest.fixture
def write(tmp_path: Path, network: Network) -> "Write":
    return Write(tmp_path)


class Write:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, programme: str = PROGRAMME, name: str = "bund.toml") -> list[Path]:
        """Both files, the questions last: their order must not matter."""
        (self.folder / name).write_text(programme)
        (self.folder / "fragen.toml").write_text(QUESTIONS)
        return [self.folder / name, self.folder / "fragen.toml"]


def refusal(paths: list[Path]) -> list[str]:
    with pytest.raises(Refused) as refused:
        import_files(paths, actor="test")
    assert not Programme.objects.exists()
    assert not Question.objects.exists()
    assert not AuditEntry.objects.exists()
    return str(refused.value).splitlines()


def test_what_a_file_says_stands_in_the_database(write: Write) -> None:
    import_files(write(), actor="test")
    rule = Rule.objects.get()
    assert (str(rule.programme), rule.slug, rule.version) == ("Bundesgeld", "stelle", 1)
    assert [(str(rate.percent), str(rate.question)) for rate in rule.rates.all()] == [
        ("62.50", "None"),
        ("90.00", "Finanzschwach?"),
    ]
    condition = rule.conditions.get()
    assert condition.question.presupposes == Question.objects.get(slug="finanzschwach")
    assert rule.documents == "Beschluss\nNachweis"
    assert rule.checked_by == "Olga"
    assert rule.cumulation == "unknown"


def test_a_second_time_changes_nothing(write: Write) -> None:
    import_files(write(), actor="test")
    entries = AuditEntry.objects.count()
    outcome = import_files(write(), actor="test")
    assert not outcome.changed_anything
    assert outcome.counts["same"] == 4
    assert AuditEntry.objects.count() == entries
    assert Rule.objects.count() == 1


def test_a_changed_file_makes_a_new_version_and_keeps_the_old(write: Write) -> None:
    import_files(write(), actor="test")
    outcome = import_files(write(PROGRAMME.replace("62.5", "40")), actor="test")
    assert outcome.lines == ["neue Fassung: Bundesgeld, Eine Stelle"]
    old, new = Rule.objects.order_by("version")
    assert new.predecessor == old
    assert [str(rate.percent) for rate in old.rates.all()] == ["62.50", "90.00"]
    assert [str(rate.percent) for rate in new.rates.all()] == ["40.00", "90.00"]


def test_a_file_that_was_checked_again_confirms_the_rule(write: Write) -> None:
    import_files(write(), actor="test")
    later = PROGRAMME.replace("2026-01-15", "2026-02-15").replace('"Olga"', '"Otto"')
    assert import_files(write(later), actor="test").counts["confirmed"] == 1
    rule = Rule.objects.get()
    assert (str(rule.checked_on), rule.checked_by) == ("2026-02-15", "Otto")
    assert not import_files(write(), actor="test").changed_anything


def test_an_old_file_does_not_undo_what_organisers_wrote(write: Write, organiser: Person) -> None:
    import_files(write(), actor="test")
    rule = Rule.objects.get()
    succeed_rule(rule, draft_of(rule, percent=40), actor=organiser)
    outcome = import_files(write(), actor="test")
    assert not outcome.changed_anything
    assert outcome.kept == ["Regel „Bundesgeld, Eine Stelle“"]


def test_an_old_file_does_not_set_a_check_back(write: Write, organiser: Person) -> None:
    import_files(write(), actor="test")
    confirm_rule(Rule.objects.get(), actor=organiser)
    import_files(write(), actor="test")
    assert Rule.objects.get().checked_by == "Olga Organisatorin"


def test_a_try_writes_nothing_and_says_what_would_be(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("funding", "import", *write(), "--check")
    said = capsys.readouterr().out.splitlines()
    assert said[-2:] == [
        "neue Regel: Bundesgeld, Eine Stelle",
        "Probelauf: nichts ist geschrieben.",
    ]
    assert not Programme.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("2024-11-01", "2024-02-31",
         ("bund.toml, Zeile 6, Zeichen 14: Diesen Tag finden wir nicht im Kalender. Ein Tag sieht "
         "so aus: 2027-03-17.")),
        ("2024-11-01", '"31.02.2024"',
         ("bund.toml: valid_from: Diesen Tag finden wir nicht im Kalender. Bitte schreiben Sie ihn "
         "so: 17.03.2027.")),
        ('name = "Bundesgeld"', 'name = "Bundesgeld',
         ("bund.toml, Zeile 3, Zeichen 19: Das ist kein gültiges TOML; oft fehlt ein "
         "Anführungszeichen oder eine Klammer.")),
        ('giver = "Bund"', 'giver = "Bund"\ngiver = "Land"',
         "bund.toml, Zeile 5, Zeichen 15: Das steht schon einmal da."),
        ('giver = "Bund"', "", "bund.toml: giver: Bitte füllen Sie dieses Feld aus."),
        ('giver = "Bund"', 'giver = ["Bund"]',
         "bund.toml: giver: Hier gehört nur eine Angabe hin."),
        ('giver = "Bund"', 'giver = "Bund"\nfarbe = "grün"',
         "bund.toml: „farbe“ kennen wir nicht."),
        ('slug = "bundesgeld"', 'slug = "Bundes geld"',
         ("bund.toml: slug: Bitte schreiben Sie ein Kennwort aus Buchstaben, Ziffern und "
         "Bindestrichen.")),
        ('source = "Nummer 4"', "",
         "bund.toml, rules[1] (stelle): source: Bitte füllen Sie dieses Feld aus."),
        ('source_url = "https://bund.example/"', "",
         ("bund.toml, rules[1] (stelle): source_url: Was gültig ist, braucht die Adresse einer "
         "Quelle.")),
        ("checked_on = 2026-01-15", "",
         "bund.toml, rules[1] (stelle): checked_on: Was gültig ist, braucht den Tag der Prüfung."),
        ("2026-01-15", "2999-01-15",
         "bund.toml, rules[1] (stelle): checked_on: Dieser Tag liegt in der Zukunft."),
        ('status = "active"', 'status = "sicher"',
         ("bund.toml, rules[1] (stelle): status: Das steht nicht zur Auswahl. Bitte wählen Sie "
         "neu.")),
        ('title = "Eine Stelle"', ('title = "Eine Stelle"\nvalid_from = 2026-01-01\n'
         "valid_to = 2025-01-01"),
         "bund.toml, rules[1] (stelle): valid_to: Das Ende liegt vor dem Beginn."),
        ('question = "beschluss"', 'question = "mondphase"',
         ("bund.toml, rules[1] (stelle): conditions[1], question: Das steht nicht zur Auswahl. "
         "Bitte wählen Sie neu.")),
        ("percent = 62.5", "prozent = 62.5",
         "bund.toml, rules[1] (stelle): rates[1], „prozent“ kennen wir nicht."),
        ("percent = 90", "percent = 190",
         "bund.toml, rules[1] (stelle): rates[2], percent: Bitte nennen Sie höchstens 100."),
        ("percent = 90", "euros = 90",
         ("bund.toml, rules[1] (stelle): rates, Eine Regel zahlt entweder Prozente oder Beträge. "
         "Bitte legen Sie zwei an.")),
        ('applicants = ["municipality", "district"]', 'applicants = "municipality"',
         'bund.toml, rules[1] (stelle): applicants: Hier gehört eine Liste hin: ["…", "…"].'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_file_and_place(
    write: Write, old: str, new: str, complaint: str
) -> None:
    assert old in PROGRAMME
    assert refusal(write(PROGRAMME.replace(old, new, 1))) == [complaint]


def test_every_complaint_is_told_at_once(write: Write) -> None:
    wrong = PROGRAMME.replace('giver = "Bund"', "").replace('source = "Nummer 4"', "")
    assert len(refusal(write(wrong))) == 2


def test_a_rule_stands_once_in_a_file(write: Write) -> None:
    twice = PROGRAMME + PROGRAMME[PROGRAMME.index("[[rules]]") :]
    complaints = refusal(write(twice))
    assert "bund.toml: Die Regel „stelle“ steht zweimal da." in complaints


def test_a_programme_stands_in_one_file(write: Write) -> None:
    paths = {*write(name="eins.toml"), *write(name="zwei.toml")}
    assert "Das Programm „bundesgeld“ steht in zwei Dateien." in refusal(sorted(paths))


def test_files_that_are_none_are_named(write: Write, tmp_path: Path) -> None:
    (tmp_path / "bild.toml").write_bytes(b"\xff\xfe\x00")
    assert refusal([tmp_path / "bild.toml", tmp_path / "fehlt.toml"]) == [
        "bild.toml: Die Datei ist kein Text in UTF-8.",
        "fehlt.toml: Die Datei lässt sich nicht öffnen.",
    ]


def test_one_bad_file_of_two_keeps_the_good_one_out(write: Write, tmp_path: Path) -> None:
    (tmp_path / "schlecht.toml").write_text('slug = "x"')
    assert refusal([*write(), tmp_path / "schlecht.toml"])[0].startswith("schlecht.toml: ")


def test_the_command_says_so_and_that_nothing_is_written(write: Write) -> None:
    with pytest.raises(CommandError, match=r"source: Bitte füllen .*\nNichts ist geschrieben"):
        call_command("funding", "import", *write(PROGRAMME.replace('source = "Nummer 4"', "")))


def test_a_question_in_other_words_is_the_same_question(write: Write, tmp_path: Path) -> None:
    import_files(write(), actor="test")
    path = tmp_path / "fragen.toml"
    path.write_text(QUESTIONS.replace("Finanzschwach?", "Gilt sie als finanzschwach?"))
    assert import_files([path], actor="test").counts["question"] == 1
    assert Question.objects.get(slug="finanzschwach").text == "Gilt sie als finanzschwach?"
    assert Question.objects.count() == 2


def test_a_file_that_narrows_a_programme_narrows_its_rules_by_new_versions(write: Write) -> None:
    """So a change of days in a file is told like any other."""
    import_files(write(), actor="test")
    import_files(
        write(PROGRAMME.replace("2024-11-01", "2024-11-01\nvalid_to = 2027-06-30")), actor="test"
    )
    first, second = Rule.objects.order_by("version")
    assert (first.valid_to, second.valid_to) == (None, date(2027, 6, 30))


# What was changed here


def tell_import(paths: list[Path], capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    call_command("funding", "import", *paths)
    return capsys.readouterr().out.splitlines()


def change_programme(**changes: object) -> None:
    """As an organiser does on the page."""
    programme = Programme.objects.get()
    for name, value in changes.items():
        setattr(programme, name, value)
    actions.change_programme(programme, actor="Olga")


def test_what_was_changed_here_stays_and_the_rest_of_the_file_is_taken(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file changed and here was changed: each field by itself."""
    import_files(write(), actor="test")
    change_programme(giver="Bundesministerium", about="So sagen wir es.")
    newer = PROGRAMME.replace('name = "Bundesgeld"', 'name = "Bundesgeld neu"').replace(
        'giver = "Bund"', 'giver = "Der Bund"\nabout = "So sagt es die Datei."'
    )
    said = tell_import(write(newer), capsys)
    programme = Programme.objects.get()
    assert (programme.name, programme.giver, programme.about) == (
        "Bundesgeld neu",
        "Bundesministerium",
        "So sagen wir es.",
    )
    assert "Programm: Bundesgeld neu" in said
    assert said[-1] == (
        "Bleibt, weil es hier geändert wurde, obwohl die Datei anderes sagt: "
        "Programm „Bundesgeld neu“ (Wer gibt das Geld, Worum es geht)."
    )


def test_what_nobody_touched_here_follows_the_file(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    import_files(write(), actor="test")
    said = tell_import(write(PROGRAMME.replace('giver = "Bund"', 'giver = "Der Bund"')), capsys)
    assert Programme.objects.get().giver == "Der Bund"
    assert not any("hier geändert" in line for line in said)
    import_files(write(), actor="test")
    assert Programme.objects.get().giver == "Bund"


def test_the_same_file_leaves_what_was_changed_here_and_says_so_each_time(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    import_files(write(), actor="test")
    change_programme(about="So sagen wir es.")
    told = [tell_import(write(), capsys) for _twice in range(2)]
    assert told[0] == told[1]
    assert told[0][-1].endswith("Programm „Bundesgeld“ (Worum es geht).")
    before = AuditEntry.objects.count()
    assert not import_files(write(), actor="test").changed_anything
    assert AuditEntry.objects.count() == before
    assert Rule.objects.count() == 1


def test_what_was_changed_back_follows_the_file_again(write: Write) -> None:
    import_files(write(), actor="test")
    for about in ("So sagen wir es.", ""):
        change_programme(about=about)
    import_files(
        write(PROGRAMME.replace("[[rules]]", 'about = "Neu."\n[[rules]]', 1)), actor="test"
    )
    assert Programme.objects.get().about == "Neu."


def test_a_question_keeps_the_words_that_were_found_here(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = write()
    import_files(paths, actor="test")
    question = Question.objects.get(slug="finanzschwach")
    question.text = "Hilft Ihnen das Land beim Haushalt?"
    actions.save_question(question, actor="Olga")
    newer = QUESTIONS.replace("Finanzschwach?", "Gilt sie als finanzschwach?").replace("10", "15")
    paths[1].write_text(newer)
    said = tell_import(paths, capsys)
    question.refresh_from_db()
    assert (question.text, question.rank) == ("Hilft Ihnen das Land beim Haushalt?", 15)
    assert said[-1].endswith("Frage „Hilft Ihnen das Land beim Haushalt?“ (Frage).")


def test_a_version_that_was_written_here_is_not_succeeded_by_a_file(
    write: Write, organiser: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    import_files(write(), actor="test")
    rule = Rule.objects.get()
    succeed_rule(rule, draft_of(rule, percent=40), actor=organiser)
    said = tell_import(write(PROGRAMME.replace("62.5", "55")), capsys)
    assert said[-1].endswith("anderes sagt: Regel „Bundesgeld, Eine Stelle“.")
    assert Rule.objects.count() == 2


def test_a_rule_that_was_marked_as_over_here_stays_over(write: Write, organiser: Person) -> None:
    import_files(write(), actor="test")
    expire_rule(Rule.objects.get(), actor=organiser)
    outcome = import_files(write(PROGRAMME.replace("62.5", "55")), actor="test")
    assert outcome.kept == ["Regel „Bundesgeld, Eine Stelle“"]
    assert Rule.objects.current().get().status == "expired"


def test_a_rule_written_anew_for_its_programme_still_follows_the_file(write: Write) -> None:
    """Only the Land was changed here; what the rule pays was not."""
    import_files(write(), actor="test")
    change_programme(level="state", land="14")
    outcome = import_files(write(PROGRAMME.replace("62.5", "55")), actor="test")
    assert outcome.kept == ["Programm „Bundesgeld“ (Ebene, Land)"]
    fresh = Rule.objects.current().get()
    assert (fresh.version, fresh.land) == (3, "14")
    assert [str(rate.percent) for rate in fresh.rates.all()] == ["55.00", "90.00"]


def test_a_programme_that_was_shortened_here_is_not_prolonged_by_a_file(write: Write) -> None:
    """Nor is a file refused because its rules last longer."""
    import_files(write(), actor="test")
    change_programme(valid_to=date(2027, 6, 30))
    longer = PROGRAMME.replace('title = "Eine', 'valid_to = 2027-12-31\ntitle = "Eine')
    outcome = import_files(write(longer), actor="test")
    assert outcome.kept == ["Programm „Bundesgeld“ (Gültig bis)"]
    assert Rule.objects.current().get().valid_to == date(2027, 6, 30)
    assert Rule.objects.count() == 2


def test_a_programme_that_was_prolonged_here_writes_no_rule_anew(write: Write) -> None:
    ending = PROGRAMME.replace("2024-11-01", "2024-11-01\nvalid_to = 2027-06-30")
    import_files(write(ending), actor="test")
    change_programme(valid_to=date(2028, 6, 30))
    assert not import_files(write(ending), actor="test").changed_anything
    assert Rule.objects.get().valid_to == date(2027, 6, 30)


def test_halves_that_do_not_go_together_leave_all_as_it_is_here(write: Write) -> None:
    """The beginning of the file would lie after the end that was entered here."""
    import_files(write(), actor="test")
    change_programme(valid_to=date(2026, 6, 30))
    later = PROGRAMME.replace("2024-11-01", "2026-08-01").replace('giver = "Bund"', 'giver = "B"')
    outcome = import_files(write(later), actor="test")
    programme = Programme.objects.get()
    assert (programme.valid_from, programme.giver) == (date(2024, 11, 1), "Bund")
    (kept, *_rules) = outcome.kept
    assert kept == "Programm „Bundesgeld“ (Wer gibt das Geld, Gültig ab, Gültig bis)"


def test_what_was_made_here_before_a_file_named_it_is_left_alone(
    write: Write, organiser: Person
) -> None:
    make_programme("bundesgeld", name="Unser Name", giver="Bund", decided_by="")
    outcome = import_files(write(), actor="test")
    assert Programme.objects.get().name == "Unser Name"
    assert outcome.kept == ["Programm „Unser Name“ (Name, Gültig ab)"]
    assert Rule.objects.count() == 1


def test_what_stood_here_before_counts_as_shipped_where_only_imports_wrote_it(
    write: Write, organiser: Person
) -> None:
    """The audit trail knows; what organisers wrote is theirs."""
    import_files(write(), actor="klimanetz funding")
    kept = Programme.objects.get().shipped
    changed = Question.objects.get(slug="finanzschwach")
    actions.save_question(changed, actor=organiser)
    succeed_rule(rule := Rule.objects.get(), draft_of(rule, percent=40), actor=organiser)
    confirm_rule(Rule.objects.current().get(), actor=organiser)
    Rule.objects.update(shipped=False, level="eu", land="", decided_by="")
    for model in (Programme, Question):
        model.objects.update(shipped={})
    name = "klimanetz.features.funding.migrations.0006_what_was_said_until_now"
    import_module(name).write_down(apps, None)
    assert Programme.objects.get().shipped == kept
    assert {one.slug: bool(one.shipped) for one in Question.objects.all()} == {
        "finanzschwach": False,
        "beschluss": True,
    }
    found = Rule.objects.order_by("version")
    assert [(one.shipped, one.level, one.decided_by) for one in found] == [
        (True, "federal", "Bund"),
        (False, "federal", "Bund"),
    ]


def test_a_try_says_what_would_be_left_alone(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    import_files(write(), actor="test")
    change_programme(about="So sagen wir es.")
    call_command("funding", "import", *write(), "--check")
    said = capsys.readouterr().out.splitlines()
    assert said[-2].startswith("Bleibt, weil es hier geändert wurde")
    assert said[-1] == "Probelauf: nichts ist geschrieben."
