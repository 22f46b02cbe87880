"""An installation from before consents had fields and audiences keeps every date of them."""

import json
from pathlib import Path

from tests.harness.running import klimanetz

GIVE = """
from django.db import connection
from django.utils import timezone
with connection.cursor() as cursor:
    cursor.execute(
        "INSERT INTO people_person (password, email, title, first_name, last_name, phone,"
        " organisation, language, is_active)"
        " VALUES ('!', 'mika@kommune.example', '', 'Mika', 'M', '', '', 'de', true)"
    )
    for purpose, withdrawn in (
        ("public_name", None), ("public_contact", None), ("public_contact", "2026-02-01 09:00:00")
    ):
        cursor.execute(
            "INSERT INTO people_consent (purpose, given_at, withdrawn_at, person_id)"
            " VALUES (%s, '2026-01-01 09:00:00', %s, 1)", [purpose, withdrawn]
        )
"""
READ = """
import json
from klimanetz.people.models import Consent
rows = Consent.objects.order_by("field", "pk").values_list(
    "field", "audience", "given_at__date", "withdrawn_at__date"
)
print(json.dumps([[str(value) for value in row] for row in rows]))
"""


def run(data_dir: Path, script: str) -> str:
    return klimanetz(data_dir, "shell", "--no-imports", "-c", script)


def test_what_was_agreed_stays_agreed(tmp_path: Path) -> None:
    klimanetz(tmp_path, "migrate", "people", "0001", "-v0")
    run(tmp_path, GIVE)
    klimanetz(tmp_path, "migrate", "-v0")
    assert json.loads(run(tmp_path, READ)) == [
        ["email", "public", "2026-01-01", "None"],
        ["email", "public", "2026-01-01", "2026-02-01"],
        ["name", "public", "2026-01-01", "None"],
        ["phone", "public", "2026-01-01", "None"],
        ["phone", "public", "2026-01-01", "2026-02-01"],
    ]
