import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("funding", "0004_rules_bear_their_days")]

    operations = [
        migrations.AddField(
            model_name="programme",
            name="shipped",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="question",
            name="shipped",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="rule",
            name="amends",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="funding.rule",
            ),
        ),
        migrations.AddField(
            model_name="rule",
            name="decided_by",
            field=models.CharField(default="", max_length=160, verbose_name="Zuständig"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="rule",
            name="land",
            field=models.CharField(blank=True, max_length=2, verbose_name="Land"),
        ),
        migrations.AddField(
            model_name="rule",
            name="level",
            field=models.CharField(
                choices=[("eu", "EU"), ("federal", "Bund"), ("state", "Land")],
                default="federal",
                max_length=10,
                verbose_name="Ebene",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="rule",
            name="shipped",
            field=models.BooleanField(default=False, editable=False),
        ),
    ]
