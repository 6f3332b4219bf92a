"""Where Thai text may break: words of a dictionary, never inside one, and lines that look even.

Words come from PyThaiNLP's newmm with this field's own compounds added, since dictionaries cut
ผู้|รับผิดชอบ and ศึกษา|นิเทศก์. A line never starts with ๆ, ฯ or a closing mark, nor parts a number from what it counts.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Collection, Mapping
from functools import cache, cached_property, lru_cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from generator.runtime.tables import table
from generator.thai.together import spans

NO_START = "ๆฯ)]}”’.,:;!?%/·"
NO_END = "([{“‘"
QUOTE = '"'
"""Opens and closes: no line ends with one that opens, or starts with one that closes."""
PREFIXES = frozenset(["การ", "ความ", "ผู้"])
"""Prefixes: a line never ends with one."""
SUFFIXES = frozenset(["ละ"])
"""Suffixes: a line never starts with one."""
CLINGING = frozenset("การ ความ ผู้ และ หรือ ของ ใน ที่ เพื่อ โดย ตาม ต่อ กับ แก่ ให้ จาก พ.ศ. ข้อ ไม่ นัก เครื่อง แบบ กลุ่ม ระบบ".split())
"""Words that belong to what follows: a line that ends with one reads badly."""

MISLEADING = frozenset({"งานการ", "ทางใน", "การบรรลุผล"})
"""Dictionary words left out because they break better ones: สำนัก|งานการ for สำนักงาน|การ, แนว|ทางใน for แนวทาง|ใน."""


MAY_BREAK = "\u200b"
"""In a word to keep whole: where a line may end all the same."""


class Extra(tuple[str, ...]):
    """Words to keep whole: a tuple that caches its hash, since it is a key of every cached text."""

    @cached_property
    def _hash(self) -> int:
        return super().__hash__()

    def __hash__(self) -> int:
        return self._hash


Segmenter = Callable[[str], list[str]]


def known() -> Mapping[str, Any]:
    """The words in ``words.yml``."""
    words: Mapping[str, Any] = table(Path(__file__).with_name("words.yml"))
    return words


@cache
def dictionary() -> frozenset[str]:
    """The words of PyThaiNLP and our compounds."""
    from pythainlp.corpus.common import thai_words

    return frozenset({*thai_words(), *known()["compounds"].split()} - MISLEADING)


@cache
def _segmenter() -> Segmenter:
    """Maximal matching (newmm) over the dictionary.

    In Rust (nlpo3) where there is a wheel, which takes a fortieth of the time; else in Python. Both cut the same Thai words.
    """
    return _rust(dictionary()) if find_spec("nlpo3") else _python(dictionary())


def _rust(words: Collection[str]) -> Segmenter:
    import nlpo3

    name = f"sop-{len(words)}"  # it keeps a dictionary under the name it was first given
    with tempfile.TemporaryDirectory() as folder:  # it reads dictionaries from files only
        path = Path(folder) / "words.txt"
        path.write_text("\n".join(sorted(words)), "utf-8", newline="\n")
        nlpo3.load_dict(str(path), name)
    return lambda text: nlpo3.segment(text, name)  # type: ignore[no-any-return, unused-ignore]


def _python(words: Collection[str]) -> Segmenter:
    from pythainlp.tokenize import word_tokenize
    from pythainlp.util import Trie

    return partial(word_tokenize, custom_dict=Trie(words), engine="newmm", keep_whitespace=True)


def tokens(text: str, extra: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The words of ``text``, spaces and marks included; joined they give ``text`` again.

    ``extra``: further words to keep whole (names, the handbook's ``protected_words``); one with :data:`MAY_BREAK` in it is broken
    there. They are cut out before the dictionary is asked, since a dictionary of its own for every handbook takes up to half a second
    to build; one is taken only where the dictionary too could end a word: ณ is a word in ``ณ ระนอง`` and none in ``คุณภาพ``.
    """
    if not extra or not text:
        return _segmented(text)
    out: list[str] = []
    done = at = 0
    pattern, pieces = _among(extra)
    while found := pattern.search(text, at):
        if fits(text, found.start(), found.end()):
            out += filter(None, (*_segmented(text[done : found.start()]), *pieces[found.group()]))
            done = at = found.end()
        else:
            at = found.start() + 1
    return (*out, *_segmented(text[done:]))


@cache
def _among(extra: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, list[str]]]:
    """A pattern for the words to keep whole, longest first, and the pieces of each."""
    pieces = {word.replace(MAY_BREAK, ""): word.split(MAY_BREAK) for word in extra if word}
    longest_first = sorted(pieces, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)) if longest_first else "(?!)"), pieces


_AFTER, _BEFORE = re.compile("[ก-ฺเ-๎]+$"), re.compile("[ก-ฺเ-๎]+")
_NO_EDGE = re.compile("[ะ-ฺๅ็-๎]")


def fits(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` can be a word of its own there: what stands beside it falls into no more words than with it."""
    after = text[end : end + 1]
    if _NO_EDGE.match(after) or (start and text[start - 1] in "เแโใไ"):
        return False
    if (_latin(text[start - 1 : start]) and _latin(text[start])) or (_latin(text[end - 1]) and _latin(after)):
        return False
    if end - start < 3 and "." in text[max(start - 1, 0) : start] + after:  # a letter of an abbreviation
        return False
    left, right = _AFTER.search(text[:start]), _BEFORE.match(text, end)
    before, behind = left.group() if left else "", right.group() if right else ""
    if not before and not behind:
        return True
    return effort(before) + 1 + effort(behind) <= effort(before + text[start:end] + behind)


def _latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()


@lru_cache(maxsize=8192)
def effort(run: str) -> int:
    """The cost of a run of letters in words, unknown ones counted by their letters: of two ways to cut a text, the cheaper is better."""
    return sum(1 if token in dictionary() or not token.strip() else 1 + len(token) for token in _segmented(run))


def _segmented(text: str) -> tuple[str, ...]:
    """Words by the dictionary; a space is a word of its own, also before a mark."""
    return tuple(part for word in _segmenter()(text) for part in _SPACES.findall(word)) if text else ()


_SPACES = re.compile(r"\s+|\S+")


@lru_cache(maxsize=8192)
def units(text: str, extra: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Unbreakable pieces of ``text``: words with the spaces and marks that may not start a line, and with what they need to be read."""
    out: list[str] = []
    held, at = spans(text), 0
    quoted = False
    for token in tokens(text, extra):
        clings = quoted and (out[-1].rstrip().endswith(QUOTE) or token.startswith(QUOTE))
        quoted ^= token.count(QUOTE) % 2 == 1
        if out and (clings or _belongs(out[-1], token) or any(start < at < end for start, end in held)):
            out[-1] += token
        else:
            out.append(token)
        at += len(token)
    return tuple(out)


def _belongs(last: str, token: str) -> bool:
    """Whether no line may end between a piece and the word after it."""
    if token[0] in NO_START or token.isspace() or last in PREFIXES:
        return True
    end = last.rstrip()[-1:] if last[-1].isspace() else last[-1]
    return (end != "" and end in NO_END) or (token in SUFFIXES and last[-1] != " ")


def parted(piece: str) -> tuple[str, ...]:
    """A piece in two or more where ``partings`` of ``words.yml`` let a line end if need be; joined they give ``piece`` again."""
    return tuple(_partings().sub(MAY_BREAK, piece).split(MAY_BREAK))


def may_part(text: str, at: int) -> bool:
    """Whether ``partings`` let a line end at this place."""
    return _partings().match(text, at) is not None


@cache
def _partings() -> re.Pattern[str]:
    ways = (way.split("|") for way in known()["partings"].split())
    return re.compile("|".join(f"(?<={before})(?={after})" for before, after in ways))


_CLUSTER = re.compile(r"[เ-ไ]?[^\u0e31\u0e33-\u0e3a\u0e47-\u0e4e][\u0e31\u0e33-\u0e3a\u0e47-\u0e4eๅะา]*", re.DOTALL)


def clusters(piece: str) -> tuple[str, ...]:
    """Letters with the vowels and marks that belong to them; joined they give ``piece`` again."""
    found = tuple(_CLUSTER.findall(piece))
    return found if "".join(found) == piece else tuple(piece)


_LEADING, _TONES = re.compile("([เ-ไ])([ก-ฮ])"), re.compile("[็-์]")


def alphabetical(word: str) -> tuple[str, str]:
    """A key that sorts as Thai dictionaries do (พจนานุกรม ฉบับราชบัณฑิตยสถาน): by the consonant before the vowel written to its left, tone marks last."""
    turned = _LEADING.sub(r"\2\1", word)
    return _TONES.sub("", turned), turned
