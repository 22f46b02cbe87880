"""A busy day: `python -m bench.changes BASE_URL COUNT` (reads DATABASE_URL).

Each change raises the revision of the network, and after each the large pages are asked for: what
is kept of them in every worker must not add up.
"""

import os
import sys
import urllib.request

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klimanetz.settings")
django.setup()

from klimanetz.core.public import changed_for_the_public  # noqa: E402

LARGE_PAGES = ("/", "/netzwerk/")
#: So often, because nobody chooses the worker that answers.
TIMES = 4


def change_and_look(base: str, count: int) -> None:
    for _change in range(count):
        changed_for_the_public()
        for path in LARGE_PAGES * TIMES:
            urllib.request.urlopen(base + path).read()


if __name__ == "__main__":
    change_and_look(sys.argv[1], int(sys.argv[2]))
