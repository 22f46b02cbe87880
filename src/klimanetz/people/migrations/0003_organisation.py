import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_consent_by_field")]

    operations = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        error_messages={"unique": "Diese Organisation gibt es schon."},
                        max_length=160,
                        unique=True,
                        verbose_name="Name",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("administration", "Verwaltung"),
                            ("business", "Wirtschaft"),
                            ("science", "Wissenschaft"),
                            ("association", "Verband oder Verein"),
                        ],
                        help_text="Leer, solange es niemand gesagt hat.",
                        max_length=20,
                        verbose_name="Art",
                    ),
                ),
            ],
            options={"ordering": ("name",)},
        ),
        migrations.RenameField("person", "organisation", "named"),
        migrations.AddField(
            model_name="person",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                help_text="Für Menschen, die nicht bei einer Kommune arbeiten.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="people",
                to="people.organisation",
                verbose_name="Organisation",
            ),
        ),
    ]
