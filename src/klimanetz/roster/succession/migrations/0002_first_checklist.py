"""The checklist that a new network begins with; organisers change it as they like."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ITEMS = (
    (
        12,
        "Mit Amtsleitung und Kämmerei sprechen",
        "Soll die Stelle bleiben? Wer bringt sie in den Haushalt und in den Stellenplan?",
    ),
    (
        11,
        "Förderberatung anfragen",
        "Die Landesenergieagentur und der Projektträger sagen, was heute gilt.",
    ),
    (
        10,
        "Konzept für das Klimaschutz-Controlling",
        "Wird für den Anschluss meist verlangt: wie die Kommune ihre Fortschritte prüft.",
    ),
    (
        9,
        "Beschluss des Rates oder Kreistags",
        "Das Konzept umsetzen, das Controlling aufbauen, die Stelle weiterführen.",
    ),
    (
        7,
        "Antrag auf Anschlussförderung stellen",
        "Die Bearbeitung dauert oft fünf Monate und länger. Vor dem Bescheid nicht beginnen.",
    ),
    (
        3,
        "Arbeitsvertrag verlängern oder ausschreiben",
        "Der Personalrat und die Kündigungsfristen brauchen Zeit.",
    ),
    (
        1,
        "Verwendungsnachweis vorbereiten",
        "Berichte, Belege und Fristen aus dem Zuwendungsbescheid zusammenstellen.",
    ),
)


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    item = apps.get_model("succession", "FollowUpItem")
    item.objects.bulk_create(
        item(lead_months=months, text=text, hint=hint) for months, text, hint in ITEMS
    )


class Migration(migrations.Migration):
    dependencies = (("succession", "0001_initial"),)
    operations = (migrations.RunPython(fill, migrations.RunPython.noop, elidable=False),)
