"""A template that shows an undefined variable fails its test instead of showing nothing."""

import inspect

import pytest
from django.template import engines


class UndefinedVariable(AssertionError):  # noqa: N818
    """A template prints what nobody gave it."""


class Undefined(str):
    """Django fills the name of an undefined variable into this "string"; that raises."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __bool__(self) -> bool:
        return True

    def __mod__(self, variable: object) -> str:
        raise UndefinedVariable(f"{{{{ {variable} }}}} is undefined in {rendered_template()}")


def rendered_template() -> str:
    """The template being rendered, found on the stack: Django does not tell."""
    for frame in inspect.stack():
        context = frame.frame.f_locals.get("context")
        if template := getattr(context, "template", None):
            return str(template.name)
    return "a template"


@pytest.fixture(autouse=True)
def _undefined_variables_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = engines["django"].engine  # type: ignore[attr-defined]
    monkeypatch.setattr(engine, "string_if_invalid", Undefined("undefined"))
