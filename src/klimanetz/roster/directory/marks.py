"""What the directory is filtered by, as tokens of the index beside the words (`words.py`).

A mark is letters and digits, and its first letter says what it is: `a` a field of action, `r` a
role, `d` and `g` the district and the size class of an authority somebody works for.
"""

from klimanetz.places.similarity import SizeClass


def mark_field(key: int | str) -> str:
    return f"a{key}"


def mark_role(role: str) -> str:
    return f"r{role.replace('_', '')}"


def mark_post(size: SizeClass, district: str) -> set[str]:
    """By district, by size, and by both where one post has both."""
    return {
        mark_place(size=size),
        mark_place(district=district),
        mark_place(size=size, district=district),
    }


def mark_place(*, size: str = "", district: str = "") -> str:
    return (f"d{district}" if district else "") + (f"g{size.replace('_', '')}" if size else "")
