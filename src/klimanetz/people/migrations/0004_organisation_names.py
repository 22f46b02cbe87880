from django.db import migrations


def found_organisations(apps, schema_editor):
    """What stood beside a person as text becomes an organisation; of which kind, nobody said."""
    Organisation = apps.get_model("people", "Organisation")
    Person = apps.get_model("people", "Person")
    named = Person.objects.exclude(named="")
    names = sorted(set(named.values_list("named", flat=True)))
    Organisation.objects.bulk_create(Organisation(name=name) for name in names)
    for organisation in Organisation.objects.all():
        Person.objects.filter(named=organisation.name).update(organisation=organisation)


def write_names(apps, schema_editor):
    Person = apps.get_model("people", "Person")
    for person in Person.objects.exclude(organisation=None).select_related("organisation"):
        Person.objects.filter(pk=person.pk).update(named=person.organisation.name)


class Migration(migrations.Migration):
    dependencies = [("people", "0003_organisation")]

    operations = [migrations.RunPython(found_organisations, write_names)]
