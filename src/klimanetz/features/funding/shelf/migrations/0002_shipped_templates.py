"""What the product brings; organisers change, replace and add."""

from django.db import migrations

SHIPPED = (
    (
        "beschlussvorlage",
        "Beschlussvorlage",
        "council_paper",
        "Anlass, Wege, Kosten, Förderung und Beschlussvorschlag für den Rat.",
    ),
    (
        "kostenblatt",
        "Kostenblatt",
        "cost_sheet",
        "Die Rechnung zum Weiterrechnen in Excel, mit Formeln, für die Kämmerei.",
    ),
    (
        "stellenbeschreibung",
        "Stellenbeschreibung",
        "job_description",
        "Aufgaben, Anforderungen und Befugnisse, für Personalstelle und Antrag.",
    ),
    (
        "stellenausschreibung",
        "Stellenausschreibung",
        "advertisement",
        "Die Anzeige, mit der Sie jemanden finden.",
    ),
)


def bring(apps, schema_editor):
    Template = apps.get_model("shelf", "Template")
    for rank, (slug, title, kind, about) in enumerate(SHIPPED, 1):
        Template.objects.get_or_create(
            slug=slug,
            defaults={"title": title, "kind": kind, "about": about, "rank": rank * 10},
        )


class Migration(migrations.Migration):
    dependencies = [("shelf", "0001_initial")]
    operations = [migrations.RunPython(bring, migrations.RunPython.noop)]
