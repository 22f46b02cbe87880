import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def _no_kept_pages() -> None:
    """Each test starts with revision 1; a page kept by another must not answer for it."""
    caches["pages"].clear()
