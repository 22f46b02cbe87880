"""How the browser is started: the system's Chromium, quiet, without a sandbox of its own."""

import shutil
from typing import Any

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def launch_options() -> dict[str, Any]:
    return {"executable_path": shutil.which("chromium"), "args": ARGUMENTS, "headless": True}
