"""What an import of the export brought, told at a terminal."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass
class Report:
    """Titles by what became of them; `skipped` names files and why; `absent` were left alone."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    same: int = 0
    read: int = 0
    absent: int = 0


def tell(report: Report) -> list[str]:
    lines = [_("neu: %(title)s") % {"title": title} for title in report.new]
    lines += [_("geändert: %(title)s") % {"title": title} for title in report.changed]
    lines += [_("nicht mehr da: %(title)s") % {"title": title} for title in report.gone]
    lines += [_("übersprungen: %(file)s") % {"file": line} for line in report.skipped]
    lines.append(
        _(
            "%(read)d Programme gelesen; für Kommunen und Klima: %(new)d neu, %(changed)d "
            "geändert, %(same)d unverändert."
        )
        % {
            "read": report.read,
            "new": len(report.new),
            "changed": len(report.changed),
            "same": report.same,
        }
    )
    if report.absent:
        lines.append(
            ngettext(
                "Der Export wirkt unvollständig: Ein bekanntes Programm fehlt; es bleibt stehen.",
                "Der Export wirkt unvollständig: %(number)d bekannte Programme fehlen; sie bleiben "
                "stehen.",
                report.absent,
            )
            % {"number": report.absent}
        )
    return lines
