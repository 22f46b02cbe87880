from django.db import migrations, models


def split_purposes(apps, schema_editor):
    """Both purposes meant the public; the one for contact data meant two fields."""
    Consent = apps.get_model("people", "Consent")
    Consent.objects.filter(field="public_name").update(field="name")
    contacts = Consent.objects.filter(field="public_contact")
    phones = [
        Consent(
            person_id=it.person_id,
            field="phone",
            audience="public",
            given_at=it.given_at,
            withdrawn_at=it.withdrawn_at,
        )
        for it in contacts
    ]
    contacts.update(field="email")
    Consent.objects.bulk_create(phones, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("consent", "people_consent_one_standing"),
        migrations.RenameField("consent", "purpose", "field"),
        migrations.AlterField(
            "consent",
            "field",
            models.CharField(
                choices=[
                    ("name", "Name"),
                    ("email", "E-Mail-Adresse"),
                    ("phone", "Telefonnummer"),
                    ("photo", "Foto"),
                    ("languages", "Sprachen"),
                    ("working_days", "Arbeitstage"),
                    ("profile", "Profil"),
                ],
                max_length=30,
            ),
        ),
        migrations.AddField(
            "consent",
            "audience",
            models.CharField(
                choices=[("members", "Mitglieder"), ("public", "alle")],
                default="public",
                max_length=10,
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "consent",
            models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("person", "field"),
                name="people_consent_one_standing",
            ),
        ),
        # Last: PostgreSQL changes no table whose rows have just been written.
        migrations.RunPython(split_purposes),
    ]
