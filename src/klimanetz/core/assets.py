"""What browsers load: gathered once at set-up from the product and its pinned parts.

Of `node_modules` only what is served is taken. The result lies in `STATIC_ROOT`, with hashed
names and compressed; a built wheel carries it, so that an installation needs no npm.
"""

from collections.abc import Iterator
from hashlib import blake2s
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder
from django.core.management import call_command
from whitenoise.storage import (  # type: ignore[import-untyped]
    CompressedManifestStaticFilesStorage,
)

from klimanetz.core import stylesheet

OWN_STYLES = Path(__file__).parent / "static" / "core" / "css"
#: In the order of the cascade.
STYLES = (
    "tokens",
    "fonts",
    "type",
    "layout",
    "site",
    "controls",
    "data",
    "map",
    "polls",
    "agenda",
    "day",
    "minutes",
    "programmes",
    "training",
    "check",
    "costs",
    "cases",
    "board",
    "reach",
    "pages",
    "media",
)
FONTS = ("fira-sans-latin-400-normal.woff2", "fira-sans-latin-600-normal.woff2")
KERN_NOTE = "/*! Controls: KERN UX (EUPL-1.2), kern-ux.de. Fira Sans: SIL OFL 1.1. */"


class MissingParts(Exception):  # noqa: N818 - read as a sentence
    """The parts that npm installs are not there."""


class ServedNames(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashed names once set-up has run; before that (tests, a bare clone) the plain ones."""

    def stored_name(self, name: str) -> str:
        return str(self.hashed_files.get(self.hash_key(self.clean_name(name)), name))


class OwnFilesFinder(AppDirectoriesFinder):
    """Static files of our own apps; what other packages bring is taken by name in `gather()`."""

    def __init__(self) -> None:
        names = [app.name for app in apps.get_app_configs()]
        super().__init__([name for name in names if name.startswith("klimanetz.")])


def parts() -> dict[str, Path]:
    """The files taken as they are, by the name under which they are served."""
    modules = settings.NODE_MODULES
    fonts = modules / "@fontsource" / "fira-sans" / "files"
    htmx = Path(apps.get_app_config("django_htmx").path) / "static" / "django_htmx"
    return (
        {f"fonts/{name}": fonts / name for name in FONTS}
        | passkey_scripts()
        | {
            "htmx.js": htmx / "htmx-4.min.js",
        }
    )


def passkey_scripts() -> dict[str, Path]:
    """What allauth brings for talking to a passkey, under its own names."""
    scripts = Path(apps.get_app_config("mfa").path) / "static"
    return {name: scripts / name for name in ("mfa/js/webauthn-json.js", "mfa/js/webauthn.js")}


def kern_css() -> Path:
    path: Path = settings.NODE_MODULES / "@kern-ux" / "native" / "dist" / "kern.min.css"
    return path


def write_stylesheet() -> str:
    kern = stylesheet.keep_used(kern_css().read_text("utf-8"))
    own = [(OWN_STYLES / f"{name}.css").read_text("utf-8") for name in STYLES]
    return "\n".join([KERN_NOTE, *map(stylesheet.compact, [kern, *own])])


def gather(into: Path) -> None:
    """Put the stylesheet and the parts of others into a directory that is served."""
    (into / "fonts").mkdir(parents=True, exist_ok=True)
    (into / "klimanetz.css").write_text(write_stylesheet(), "utf-8")
    for name, source in parts().items():
        (into / name).parent.mkdir(parents=True, exist_ok=True)
        (into / name).write_bytes(source.read_bytes())


def sources() -> Iterator[Path]:
    """Everything the served files are made of, the makers included."""
    yield from (kern_css(), *parts().values(), Path(__file__), Path(stylesheet.__file__))
    finder = OwnFilesFinder()
    for name, storage in finder.list([]):
        yield Path(storage.path(name))


def fingerprint() -> str:
    lines = []
    for path in sorted(sources()):
        if not path.exists():
            raise MissingParts(f"{path} is missing: run `npm ci` first.")
        status = path.stat()
        lines.append(f"{path} {status.st_size} {status.st_mtime_ns}")
    return blake2s("\n".join(lines).encode()).hexdigest()


def build() -> bool:
    """Make `STATIC_ROOT` anew where anything changed; says whether it did."""
    mark: Path = settings.BUILT_STATIC.with_suffix(".made-from")
    made_from = fingerprint()
    if mark.exists() and mark.read_text() == made_from and settings.STATIC_ROOT.exists():
        return False
    gather(settings.BUILT_STATIC)
    call_command(
        "collectstatic", clear=True, interactive=False, verbosity=0, ignore_patterns=["core/css/*"]
    )
    mark.write_text(made_from)
    return True
