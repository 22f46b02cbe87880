"""The figures as tables in Markdown."""

import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bench.load import Load
from bench.pages import PAGES, Page

CONNECTIONS = (1, 8)
#: Changes to the network, after each of which its large pages are asked for.
CHANGES = 50


@dataclass
class Network:
    """All figures of one network (database and size) in one run."""

    database: str
    managers: int
    bare: dict[tuple[bool, int], Load] = field(default_factory=dict)
    loads: dict[tuple[str, int], Load] = field(default_factory=dict)
    costs: Mapping[str, list[float]] = field(default_factory=dict)
    memory: float = 0
    memory_changed: float = 0
    first_answer: float = 0
    visits: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class MailRun:
    database: str
    plain_rate: float
    seconds: float
    count: int

    @property
    def rate(self) -> float:
        return self.count / self.seconds


@dataclass(frozen=True)
class ReplyRun:
    """`to_read` are those with a comment, which an organiser reads."""

    database: str
    count: int
    seconds: float
    to_read: int

    @property
    def rate(self) -> float:
        return self.count / self.seconds


def write_report(networks: list[Network], mails: list[MailRun]) -> str:
    introduction = (
        f"Made by `make bench` on {datetime.now(UTC):%Y-%m-%d}: {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, production server with 2 web workers, the load "
        "generator (wrk) on the same machine. Every ratio compares with the bare Django view "
        "(default middleware, one query, one template; for lists 300 rows) under the same server, "
        "database and number of connections in the same run. PostgreSQL is a throw-away "
        "cluster with `fsync` off.\n"
    )
    parts = [
        "# Results\n",
        introduction,
        *(network_tables(network) for network in networks),
        mail_table(mails),
    ]
    return "\n".join(parts)


def network_tables(network: Network) -> str:
    introduction = (
        f"First answer {network.first_answer:.2f} s after `klimanetz serve`; memory of the "
        f"process tree after the load {network.memory:.0f} MB, after {CHANGES} changes "
        f"{network.memory_changed:.0f} MB (PSS).\n"
    )
    lines = [
        f"## {network.managers:,} managers, {network.database}\n",
        introduction,
        "| page | queries | CPU ms | kB | "
        + " | ".join(f"req/s ({c})" for c in CONNECTIONS)
        + " | p95 ms (1) | p95 ms (8) | ratio (1) | ratio (8) | to reach | errors |",
        "| --- |" + " ---: |" * 12,
    ]
    for is_list in (False, True):
        loads = [network.bare[is_list, c] for c in CONNECTIONS]
        name = "*bare list of 300*" if is_list else "*bare view*"
        lines.append(
            f"| {name} | 1 | | | {rates(loads)} | {p95s(loads)} | 1 | 1 | | {errors(loads)} |"
        )
    lines += [page_row(network, page) for page in PAGES]
    if network.visits:
        lines += [
            "",
            "| first visit in a browser | requests | kB over the wire |",
            "| --- | ---: | ---: |",
        ]
        lines += [f"| {n} | {r} | {b / 1000:.0f} |" for n, (r, b) in network.visits.items()]
    return "\n".join([*lines, ""])


def page_row(network: Network, page: Page) -> str:
    loads = [network.loads[page.name, c] for c in CONNECTIONS]
    ratios = [
        load.rate / network.bare[page.is_list, c].rate
        for load, c in zip(loads, CONNECTIONS, strict=True)
    ]
    queries, cpu, size = network.costs[page.name]
    return (
        f"| {page.name} | {queries:.0f} | {cpu:.2f} | {size / 1000:.1f} | {rates(loads)} | "
        f"{p95s(loads)} | "
        + " | ".join(f"**{ratio:.2f}**" for ratio in ratios)
        + f" | {to_reach(page)} | {errors(loads)} |"
    )


def to_reach(page: Page) -> str:
    return f"p95 {page.target:.0f}" if page.target >= 1 else f"{page.target}"


def rates(loads: list[Load]) -> str:
    return " | ".join(f"{load.rate:,.0f}" for load in loads)


def p95s(loads: list[Load]) -> str:
    return " | ".join(f"{load.p95:.1f}" for load in loads)


def errors(loads: list[Load]) -> str:
    return str(sum(load.errors for load in loads))


def mail_table(mails: list[MailRun]) -> str:
    introduction = (
        "From the organiser's click to the last mail accepted by the SMTP sink, each with a "
        "personal calendar entry; compared with a plain `smtplib` loop that sends ready-made "
        "messages of the same size to the same sink.\n"
    )
    lines = [
        "## 10,000 invitations\n",
        introduction,
        "| database | plain loop mails/s | invitations | seconds | mails/s | ratio | to reach |",
        "| --- |" + " ---: |" * 6,
        *(
            f"| {run.database} | {run.plain_rate:.0f} | {run.count:,} | {run.seconds:.1f} | "
            f"{run.rate:.0f} | **{run.rate / run.plain_rate:.2f}** | 0.35 |"
            for run in mails
        ),
    ]
    return "\n".join([*lines, ""])
