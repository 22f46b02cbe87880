"""The school holidays of Thuringia until the summer of 2028.

Source: ferienplaner.org/thueringen, read on 2026-11-28, which names the days that the Land has set.
"""

from datetime import date

from django.db import migrations

THURINGIA = "16"
BREAKS = (
    ("Weihnachtsferien", date(2026, 12, 23), date(2027, 1, 2)),
    ("Winterferien", date(2027, 2, 1), date(2027, 2, 6)),
    ("Osterferien", date(2027, 3, 22), date(2027, 4, 3)),
    ("Schulfrei nach Himmelfahrt", date(2027, 5, 7), date(2027, 5, 7)),
    ("Sommerferien", date(2027, 7, 10), date(2027, 8, 20)),
    ("Herbstferien", date(2027, 10, 9), date(2027, 10, 23)),
    ("Weihnachtsferien", date(2027, 12, 23), date(2027, 12, 31)),
    ("Winterferien", date(2028, 2, 7), date(2028, 2, 12)),
    ("Osterferien", date(2028, 4, 3), date(2028, 4, 15)),
    ("Schulfrei nach Himmelfahrt", date(2028, 5, 26), date(2028, 5, 26)),
    ("Sommerferien", date(2028, 7, 22), date(2028, 9, 1)),
)


def enter(apps, schema_editor):
    rows = apps.get_model("series", "SchoolBreak").objects
    for name, first_day, last_day in BREAKS:
        rows.create(land=THURINGIA, name=name, first_day=first_day, last_day=last_day)


class Migration(migrations.Migration):
    dependencies = [("series", "0001_school_breaks")]
    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
