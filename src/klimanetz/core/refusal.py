"""What may not be done, said so that a person can read it; `refused_pages` shows it."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied


class Refused(Exception):  # noqa: N818 - read as a sentence: raise Refused(reason)
    """An action that may not happen now; `str()` of it is shown to the person."""


@dataclass(frozen=True)
class Verdict:
    """The answer of a rule, with the reason where it is no."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """Raises `PermissionDenied` (403 with the reason) where the verdict is no."""
        if not self.allowed:
            raise PermissionDenied(self.reason)


ALLOWED = Verdict(True)
