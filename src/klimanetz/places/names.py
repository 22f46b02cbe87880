"""How people write the names of places in lists, brought to one form for comparing."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from klimanetz.places.kinds import Kind

type Kinds = frozenset[Kind]

ANY: Final[Kinds] = frozenset(Kind)
TOWN: Final[Kinds] = frozenset({Kind.MUNICIPALITY, Kind.DISTRICT_FREE_CITY})
CITY: Final[Kinds] = frozenset({Kind.DISTRICT_FREE_CITY})
DISTRICT: Final[Kinds] = frozenset({Kind.DISTRICT})
ASSOCIATION: Final[Kinds] = frozenset({Kind.ASSOCIATION})

#: Words that say what a place is, not what it is called; folded, without spaces.
KIND_WORDS: Final[dict[str, Kinds]] = {
    **dict.fromkeys(
        ("stadt", "stadtverwaltung", "gemeinde", "gem", "gemeindeverwaltung", "markt",
         "marktgemeinde", "landgemeinde", "einheitsgemeinde", "landeshauptstadt",
         "universitaetsstadt", "hansestadt", "kreisstadt", "grossekreisstadt", "rathaus"),
        TOWN,
    ),
    **dict.fromkeys(("kreisfreiestadt", "stadtkreis"), CITY),
    **dict.fromkeys(
        ("landkreis", "lk", "lkr", "kreis", "kreisverwaltung", "landratsamt", "lra",
         "regionalverband"),
        DISTRICT,
    ),
    **dict.fromkeys(
        ("vg", "vgem", "verwaltungsgemeinschaft", "verbandsgemeinde", "samtgemeinde", "amt",
         "amtsverwaltung", "verwaltungsverband", "kirchspielslandgemeinde", "eg",
         "erfuellendegemeinde", "gemeindeverband"),
        ASSOCIATION,
    ),
}  # fmt: skip
LONGEST_KIND_WORD: Final = 3
TWO_LETTERS: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
UMLAUTS: Final = str.maketrans(TWO_LETTERS)
#: Either way to write an umlaut, and what finds both.
UMLAUT: Final = re.compile("ae|oe|ue|ss|[äöüß]", re.IGNORECASE)
BOTH_WAYS: Final = {two: f"(?:{two}|{one})" for one, two in TWO_LETTERS.items()}
WORD: Final = re.compile(r"[^\W_]+")
#: The last aside of a text, in parentheses (which may hold others) or after a comma.
ASIDE: Final = re.compile(r"(.+?)\s*\(((?:[^()]|\([^()]*\))*)\)$|(.+),\s*([^,()]+)$")
#: What follows tells places of one name apart: `an der Orla`, `/Saale`, `i. d. OPf.`
SURNAME: Final = re.compile(
    r"\s*[/(].*|,.*|\s+(?:an?|am|auf|bei|b|i|im|in|ob|vor|unter|über)\b\.?.*", re.IGNORECASE
)
JOINING: Final = frozenset(
    {"a", "am", "an", "auf", "b", "bei", "d", "dem", "den", "der", "i", "im", "in", "ob", "unter",
     "ueber", "vor"}
)  # fmt: skip


def fold(text: str) -> str:
    """Small letters without umlauts and accents, as in an e-mail address."""
    small = text.casefold().translate(UMLAUTS)
    if small.isascii():
        return small
    parts = unicodedata.normalize("NFKD", small)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def beginning_with(text: str) -> str:
    """A pattern for names that begin with `text`: `Muehlh` and `Mühlh` find Mühlhausen."""
    return "^" + UMLAUT.sub(lambda found: BOTH_WAYS[fold(found[0])], re.escape(text))


def words_of(text: str) -> list[str]:
    return WORD.findall(fold(text))


def key_of(text: str) -> str:
    """`Ilm-Kreis`, `Ilmkreis` and `ILM KREIS` are one."""
    return "".join(words_of(text))


def bare_key(text: str) -> str:
    """`Neustadt an der Orla`, `Neustadt/Orla` and `Neustadt a. d. Orla` are one."""
    return "".join(word for word in words_of(text) if word not in JOINING)


def forms_of(text: str) -> tuple[str, str, str]:
    """The forms that count as the same name, the most literal first.

    Word by word (`Stadt Bergen` is not `Stadtbergen`), as one word, and without joining words.
    """
    words = words_of(text)
    bare = (word for word in words if word not in JOINING)
    return " ".join(words), "".join(words), "".join(bare)


def split_surname(text: str) -> tuple[str, str]:
    """`Mühlhausen` and `Thüringen`; the second is empty where a name has none."""
    first = SURNAME.sub("", text, count=1)
    return key_of(first), bare_key(text[len(first) :])


@dataclass(frozen=True, slots=True)
class Wanted:
    """What someone wrote, taken apart: the name, what it may be, and where."""

    name: str
    kinds: Kinds = ANY
    #: What stood in parentheses or after a comma and is no kind: a district, an association.
    near: tuple[str, ...] = ()


def readings(text: str) -> list[Wanted]:
    """All ways to read `text`, the most literal first: `Amt Wachsenburg` is a municipality."""
    found: dict[Wanted, None] = {}
    wanted: Wanted | None = Wanted(text)
    while wanted is not None:
        found |= {wanted: None, without_kind(wanted): None}
        wanted = without_aside(wanted)
    return list(found)


def without_aside(wanted: Wanted) -> Wanted | None:
    """`Elxleben`, near the Ilm-Kreis, of `Elxleben (Ilm-Kreis)`; a town of `Gotha, Stadt`."""
    parted = ASIDE.fullmatch(wanted.name)
    if parted is None:
        return None
    asides = [aside.strip() for aside in (parted[2] or parted[4] or "").split(",")]
    said = [kinds for aside in asides if (kinds := KIND_WORDS.get(key_of(aside)))]
    near = [aside for aside in asides if key_of(aside) not in KIND_WORDS]
    return Wanted(
        (parted[1] or parted[3]).strip(),
        said[0] if said else wanted.kinds,
        (*wanted.near, *filter(None, near)),
    )


def without_kind(wanted: Wanted) -> Wanted:
    """`Gotha` of `Landratsamt Gotha`, `Stadt Gotha`, `Gotha Stadt`."""
    words = wanted.name.split()
    for count in range(min(LONGEST_KIND_WORD, len(words) - 1), 0, -1):
        for said, rest in ((words[:count], words[count:]), (words[-count:], words[:-count])):
            if kinds := KIND_WORDS.get(key_of(" ".join(said))):
                return Wanted(" ".join(rest).strip(" „“\"'-:"), kinds, wanted.near)
    return wanted
