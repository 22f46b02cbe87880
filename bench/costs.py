"""Queries and CPU milliseconds of each page in one process: `python -m bench.costs COOKIES`.

`COOKIES` is JSON: visitor to cookie. Prints JSON: page name to [queries, CPU milliseconds, bytes of
the body].
"""

import json
import os
import sys
import time
from itertools import cycle

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klimanetz.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.pages import PAGES, Page  # noqa: E402

ROUNDS = 20
#: Each answer differs from the one before: the same answer again would change nothing.
REPLIES = cycle(("online", "declined"))


def ask(client: Client, page: Page) -> int:
    if page.posts:
        answered = client.post("/antwort/bench-treffen-1/", {"reply": next(REPLIES)})
        return len(answered.content)
    response = client.get(page.path)
    if response.status_code != 200:
        sys.exit(f"{page.path} answered {response.status_code}")
    return len(response.content)


def cost(client: Client, page: Page) -> list[float]:
    for _ in range(2):  # the letter of either answer is written once
        ask(client, page)
    with CaptureQueriesContext(connection) as captured:
        size = ask(client, page)
    queries = len(captured)
    began = time.process_time()
    for _ in range(ROUNDS):
        ask(client, page)
    return [queries, (time.process_time() - began) * 1000 / ROUNDS, size]


def main(cookies: dict[str, str]) -> None:
    clients = {"": Client(SERVER_NAME="127.0.0.1")}
    for visitor, cookie in cookies.items():
        clients[visitor] = Client(SERVER_NAME="127.0.0.1")
        clients[visitor].cookies["sessionid"] = cookie.removeprefix("sessionid=")
    figures = {page.name: cost(clients[page.visitor], page) for page in PAGES}
    print(json.dumps(figures))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
