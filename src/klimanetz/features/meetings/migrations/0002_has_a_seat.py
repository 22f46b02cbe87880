import django.core.validators
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def give_a_seat(apps: Apps, schema: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    apps.get_model("meetings", "Meeting").objects.filter(seats=0).update(seats=1)


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(give_a_seat, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="meeting",
            name="seats",
            field=models.PositiveIntegerField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(
                        1, "Mindestens ein Platz. Kommt niemand vor Ort, wählen Sie „online“."
                    )
                ],
                verbose_name="Plätze vor Ort",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("seats__isnull", True), ("seats__gte", 1), _connector="OR"),
                name="meetings_meeting_has_a_seat",
            ),
        ),
    ]
