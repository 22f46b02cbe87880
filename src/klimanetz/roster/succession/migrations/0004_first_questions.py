"""The questions that handover files begin with; organisers change them as they like."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

QUESTIONS = (
    ("Was läuft gerade?", "Vorhaben, ihr Stand, und was als Nächstes geschehen muss."),
    (
        "Wen ruft man wofür an?",
        "Im Haus, beim Projektträger, bei den Büros, in den Vereinen. Einzelne Kontakte können "
        "Sie daneben eintragen.",
    ),
    (
        "Wo liegen die Unterlagen?",
        "Laufwerk, Aktenzeichen, Ordner im Schrank. Passwörter gehören nicht hierher, sondern in "
        "die IT Ihrer Verwaltung.",
    ),
    (
        "Was verlangt der Zuwendungsbescheid?",
        "Aktenzeichen, Bewilligungszeitraum, Berichte, Verwendungsnachweis, Fristen.",
    ),
    ("Was hat der Rat beschlossen?", "Beschlüsse mit Datum, und was daraus noch offen ist."),
    (
        "Welche Termine kehren wieder?",
        "Ausschüsse, Berichte, Haushaltsanmeldung, Netzwerktreffen, Aktionen.",
    ),
    ("Was würden Sie anders machen?", "Was sich bewährt hat, und was Zeit gekostet hat."),
)


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    question = apps.get_model("succession", "Question")
    question.objects.bulk_create(
        question(text=text, hint=hint, rank=10 * rank)
        for rank, (text, hint) in enumerate(QUESTIONS, start=1)
    )


class Migration(migrations.Migration):
    dependencies = (("succession", "0003_handover"),)
    operations = (migrations.RunPython(fill, migrations.RunPython.noop, elidable=False),)
