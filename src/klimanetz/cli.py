"""The command `klimanetz`: Django's own commands and ours, with plain errors."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klimanetz.settings")
    try:
        execute_from_command_line(["klimanetz", *sys.argv[1:]])
    except ImproperlyConfigured as error:
        sys.exit(f"klimanetz: {error}")
