"""The list that every network begins with; organisers change it as they like."""

from django.db import migrations

FIELDS = {
    "Kommunalrichtlinie": (
        "Flächenmanagement",
        "Eigene Liegenschaften",
        "Beschaffung",
        "Straßenbeleuchtung",
        "Private Haushalte",
        "Gewerbe, Handel, Dienstleistungen",
        "Industrie",
        "Mobilität",
        "Abwasser",
        "Abfall",
        "Anpassung an den Klimawandel",
    ),
    "Netzwerk": ("Erneuerbare Energien", "Wärmeplanung", "Öffentlichkeitsarbeit"),
}


def sow(apps, schema_editor):
    FieldOfAction = apps.get_model("directory", "FieldOfAction")
    names = [(name, scheme) for scheme, names in FIELDS.items() for name in names]
    FieldOfAction.objects.bulk_create(
        FieldOfAction(name=name, scheme=scheme, rank=10 * at)
        for at, (name, scheme) in enumerate(names, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_words")]
    operations = [migrations.RunPython(sow, migrations.RunPython.noop)]
