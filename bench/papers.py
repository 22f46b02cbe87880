"""Papers of the shelf and the two pages for a council: `python -m bench.papers`; prints JSON.

Each through the whole product, in milliseconds: by the clock, and of the processor alone, which
says the same on a busy machine. Needs a demo network in `DATA_DIR`.
"""

import json
import os
import statistics
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klimanetz.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402

from klimanetz.core.models import Attempt  # noqa: E402
from klimanetz.places.models import Authority  # noqa: E402

ROUNDS = 9
HERE = "/kommune-ohne-klimaschutzmanagement/"
PAPERS = {
    "Ratspapier (PDF)": "ratspapier.pdf",
    "Beschlussvorlage (DOCX)": "vorlagen/beschlussvorlage/",
    "Stellenausschreibung (DOCX)": "vorlagen/stellenausschreibung/",
    "Kostenblatt (XLSX)": "vorlagen/kostenblatt/",
}


def shared_by_five() -> str:
    """A small municipality with four neighbours: the fullest paper there is."""
    small = Authority.objects.valid().filter(kind="municipality", population__lt=900)
    first, *others = small.filter(parent=small[0].parent)[:5]
    partners = "".join(f"&partner={one.ars}" for one in others)
    return f"kommune={first.ars}&weg=gemeinsam{partners}"


def measure(path: str) -> dict[str, float]:
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    clock, processor = [], []
    for _round in range(ROUNDS + 1):
        Attempt.objects.all().delete()
        began = time.perf_counter(), time.process_time()
        response = client.get(path)
        clock.append((time.perf_counter() - began[0]) * 1000)
        processor.append((time.process_time() - began[1]) * 1000)
        if response.status_code != 200:
            raise SystemExit(f"{path} answers {response.status_code}")
    return {
        "first": round(clock[0]),
        "clock": round(statistics.median(clock[1:])),
        "processor": round(statistics.median(processor[1:])),
    }


if __name__ == "__main__":
    query = shared_by_five()
    found = {name: measure(f"{HERE}{path}?{query}") for name, path in PAPERS.items()}
    print(json.dumps(found, ensure_ascii=False, indent=2))
