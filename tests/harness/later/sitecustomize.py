"""Python imports this by itself: every process of an installation then lives on a later day."""

import os
from datetime import UTC, datetime, timedelta

if days := os.environ.get("DAYS_LATER"):
    import time_machine

    time_machine.travel(datetime.now(UTC) + timedelta(days=float(days)), tick=True).start()
