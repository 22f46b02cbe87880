"""Little video servers on loopback that let in as the real ones would: who is signed for, and
nobody else."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from hmac import compare_digest, digest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import time
from typing import Any
from urllib.parse import parse_qsl, urlsplit

SECRET = "p=ss wort/ü, und lang genug, um nicht geraten zu werden"
APP = "klimanetz"
REFUSED = (
    "<response><returncode>FAILED</returncode><messageKey>checksumError</messageKey></response>"
)


@dataclass
class Server:
    """What it was asked, and by whose clock it looks whether a token still holds."""

    url: str = ""
    calls: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    inside: list[dict[str, Any]] = field(default_factory=list)
    broken: bool = False


def answer_bbb(server: Server, path: str, query: str) -> tuple[int, str]:
    """As `bbb-web`: the checksum is over the call, the query before it, and the secret."""
    call = path.rpartition("/")[2]
    said, _mark, checksum = query.rpartition("&checksum=")
    expected = sha256(f"{call}{said}{SECRET}".encode()).hexdigest()
    if not path.startswith("/bigbluebutton/api/") or not compare_digest(checksum, expected):
        return 200, REFUSED
    facts = dict(parse_qsl(said))
    made = {name["meetingID"] for what, name in server.calls if what == "create"}
    if call != "create" and facts["meetingID"] not in made:
        return 200, REFUSED
    server.calls.append((call, facts))
    if call == "getMeetingInfo":
        users = "".join(
            f"<attendee><userID>{one['userID']}</userID></attendee>" for one in server.inside
        )
        return 200, f"<response><returncode>SUCCESS</returncode>{users}</response>"
    if call == "join":
        server.inside.append(facts)
    return 200, "<response><returncode>SUCCESS</returncode></response>"


def answer_jitsi(server: Server, path: str, query: str) -> tuple[int, str]:
    """As Prosody's token plugin: algorithm, signature, issuer, audience, room, times, domain."""
    token = dict(parse_qsl(query)).get("jwt", "")
    said, _dot, signature = token.rpartition(".")
    good = digest(SECRET.encode(), said.encode(), sha256)
    if not compare_digest(decode(signature), good):
        return 403, "signature"
    head, claim = (json.loads(decode(part)) for part in said.split("."))
    fits = {
        "algorithm": head == {"alg": "HS256", "typ": "JWT"},
        "issuer": claim["iss"] == APP,
        "audience": claim["aud"] == APP,
        "domain": claim["sub"] == "127.0.0.1",
        "room": f"/{claim['room']}" == path,
        "time": claim["nbf"] <= time() < claim["exp"],
    }
    if not all(fits.values()):
        return 403, ", ".join(name for name, fit in fits.items() if not fit)
    server.inside.append(claim)
    return 200, "Willkommen"


def decode(part: str) -> bytes:
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


@contextmanager
def serving(answer: Any) -> Iterator[Server]:  # noqa: ANN401 - one of the functions above
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            status, text = (500, "") if server.broken else answer(server, parts.path, parts.query)
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as web:
        server.url = f"http://127.0.0.1:{web.server_port}"
        thread = Thread(target=web.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        web.shutdown()
        thread.join()
