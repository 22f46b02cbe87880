"""What somebody who waits for a place wants."""

from klimanetz.features.meetings.models import LINES, Reply


def wanted_behind(reply: Reply, deputy_name: str) -> Reply:
    """The answer that was given; who waits wanted to take part so, or their deputy did."""
    mode = next((mode for mode, line in LINES.items() if line == reply), "")
    if not mode:
        return reply
    return Reply.DEPUTY if deputy_name else Reply(mode)
