from django.db import migrations, models
from django.db.models import F


def remember_who_was_told(apps, schema_editor):
    """Until now organisers heard of each reminder at once."""
    apps.get_model("succession", "Reminder").objects.update(organisers_told_at=F("at"))


class Migration(migrations.Migration):
    dependencies = [("succession", "0005_vacancy")]
    operations = [
        migrations.AddField(
            model_name="reminder",
            name="organisers_told_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(remember_who_was_told, migrations.RunPython.noop),
    ]
