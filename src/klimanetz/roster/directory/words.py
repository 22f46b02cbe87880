"""German words as they are indexed and searched: one spelling, one stem, one mistake forgiven.

Every word becomes tokens of letters and digits whose first letter says what they are: `w` the
word itself, `s` its stem, `t` a spelling with one letter left out. Two spellings that differ by
one letter more, less, other or swapped always share a `t`. So the same tokens serve SQLite and
PostgreSQL, which know neither German nor mistakes themselves.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from threading import local
from typing import Final

import Stemmer

WORD: Final = re.compile(r"[^\W_]+")
SPELLINGS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
#: From so many letters on a beginning is enough, and one more a mistake is forgiven.
SHORTEST_BEGINNING: Final = 3
SHORTEST_FORGIVEN: Final = 4
#: More of a question is not read.
MOST_WORDS: Final = 12
#: What a question contains without looking for it.
FILLERS: Final = frozenset(
    """
    aber als am an auch auf aus bei beim das dem den der des die ein eine einem einen einer eines
    er es fuer hat haben hilft helfen hilfe ich ihr im in ist kann koennen man mir mit nach oder
    sich sie sind thema ueber um und uns von vom was wer wen wie wir wo zu zum zur
    """.split()  # noqa: SIM905 - read as a text
)

#: What is looked for, and whether its beginning is enough.
type Token = tuple[str, bool]

_kept = local()


def fold(text: str) -> list[str]:
    """The words of a text in one spelling: Wärme and WAERME are `waerme`, José is `jose`."""
    spelled = text.casefold().translate(SPELLINGS)
    plain = unicodedata.normalize("NFKD", spelled)
    return WORD.findall("".join(char for char in plain if not unicodedata.combining(char)))


def stem(word: str) -> str:
    """`foerderungen` and `foerderung` are `forder`. A stemmer must not be shared by threads."""
    if not hasattr(_kept, "stemmer"):
        _kept.stemmer = Stemmer.Stemmer("german")
    found: str = _kept.stemmer.stemWord(word)
    return found


def misspellings(word: str) -> set[str]:
    """The word, and the word with each of its letters left out."""
    if len(word) < SHORTEST_FORGIVEN:
        return {word}
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def write_tokens(names: Iterable[str], texts: Iterable[str], marks: Iterable[str] = ()) -> str:
    """What is put into the index: names as they are and misspelt, texts by word and stem."""
    tokens = set(marks)
    for word in fold(" ".join(names)):
        tokens.add(f"w{word}")
        tokens.update(f"t{it}" for it in misspellings(word))
    for word in fold(" ".join(texts)):
        tokens.update((f"w{word}", f"s{stem(word)}"))
    return " ".join(sorted(tokens))


def read_question(text: str) -> list[str]:
    """The words somebody looks for, without those that only make it a sentence."""
    words = list(dict.fromkeys(fold(text)))[:MOST_WORDS]
    return [word for word in words if word not in FILLERS] or words


def alternatives(word: str, *, forgiving: bool) -> Iterator[Token]:
    """The tokens one of which must be there."""
    yield f"w{word}", len(word) >= SHORTEST_BEGINNING
    yield f"s{stem(word)}", False
    if forgiving and len(word) >= SHORTEST_FORGIVEN:
        yield from ((f"t{it}", False) for it in sorted(misspellings(word)))
