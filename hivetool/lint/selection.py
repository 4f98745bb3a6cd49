"""Which rules are run: codes and beginnings of codes that are selected, and others that are ignored."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from hivetool.hive.errors import HivetoolError

from .rule import Rule

UNREADABLE = "HT001"
"""The code of an input that cannot be read, for which no rule has to be run."""

ALL, DEFAULT, PEDANTIC = "ALL", "DEFAULT", "PEDANTIC"
"""Every rule; those that are run when nothing is selected; those that are not."""

SETS = (ALL, DEFAULT, PEDANTIC)

_MOST = 30  # codes in a message: all of one subject


@dataclass(eq=False)
class NoSuchRule(HivetoolError):
    """A code that no rule has or begins with; ``hint`` names others that may be meant."""

    sentence: ClassVar[str] = "no rule has the code {code!r} or one that begins so{hint}"

    code: str
    hint: str = ""


@dataclass(eq=False)
class SeveralRules(HivetoolError):
    """The beginning of several codes, where one rule is to be named."""

    sentence: ClassVar[str] = "{code!r} is the beginning of several codes: {codes}{more}"

    code: str
    codes: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """What was asked for, in capitals: codes, beginnings of codes (``HT5``) and ``SETS``.

    Of two that fit a rule the longer one counts, so that ``HT5`` can be ignored and ``HT512`` selected.
    """

    select: tuple[str, ...] = (DEFAULT,)
    ignore: tuple[str, ...] = ()

    def takes(self, rule: Rule) -> bool:
        """Whether the rule is to be run."""
        return _best(self.select, rule.code, rule.is_default) > _best(self.ignore, rule.code, rule.is_default)

    def names_code(self, code: str) -> bool:
        """Whether a rule with this code that is run by default is selected, such as one about an unread input."""
        return _best(self.select, code, True) > _best(self.ignore, code, True)

    def names(self, beginning: str) -> bool:
        """Whether rules that begin so were selected by their codes, not as part of a set."""
        return any(each.startswith(beginning) for each in self.select)


def selection(rules: Sequence[Rule], select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Selection:
    """The selection that these words mean; commas may part them, case does not count. Raises :class:`NoSuchRule`."""
    return Selection(words(rules, select) or (DEFAULT,), words(rules, ignore))


def words(rules: Sequence[Rule], given: Iterable[str]) -> tuple[str, ...]:
    """The words in capitals, each a set, a code or the beginning of one. Raises :class:`NoSuchRule`."""
    found = tuple(part.strip().upper() for text in given for part in text.split(",") if part.strip())
    codes = known_codes(rules)
    for word in found:
        if word not in SETS and not any(code.startswith(word) for code in codes):
            raise NoSuchRule(word, near(word, codes))
    return found


def known_codes(rules: Sequence[Rule]) -> tuple[str, ...]:
    """The codes of these rules, and that of an input that cannot be read."""
    return tuple(sorted({UNREADABLE, *(rule.code for rule in rules)}))


def near(code: str, codes: Iterable[str]) -> str:
    """The codes that may be meant, as the end of a sentence."""
    found = difflib.get_close_matches(code, tuple(codes), 3, 0.6)
    return f"; near it: {', '.join(found)}" if found else ""


def rule_called(rules: Sequence[Rule], code: str) -> Rule:
    """The rule with this code, in any case. Raises :class:`NoSuchRule` or :class:`SeveralRules`."""
    wanted = code.strip().upper()
    for rule in rules:
        if rule.code == wanted:
            return rule
    begin = [rule.code for rule in rules if wanted and rule.code.startswith(wanted)]
    if begin:
        more = f" and {len(begin) - _MOST} more; without a code all are listed" if len(begin) > _MOST else ""
        raise SeveralRules(code, ", ".join(begin[:_MOST]), more)
    raise NoSuchRule(code, near(wanted, (rule.code for rule in rules)))


def fits(word: str, code: str, is_default: bool = True) -> bool:
    """Whether a word of a selection means the rule with this code."""
    return code.startswith(word) or word == ALL or word == (DEFAULT if is_default else PEDANTIC)


def _best(given: tuple[str, ...], code: str, is_default: bool) -> int:
    """How exactly the rule is meant: -1 not at all, 0 as part of a set, else by so many characters."""
    return max((0 if word in SETS else len(word) for word in given if fits(word, code, is_default)), default=-1)
