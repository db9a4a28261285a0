"""What does a page say anew each time it is served: times since, counters, prices, hidden addresses?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from model import Clause

_UNITS = (
    r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|sekunden?|minuten?|stunden?|tage?n?|wochen?|monate?n?"
    r"|jahre?n?"
    r"|secondes?|heures?|jours?|semaines?|mois|ans?|horas?|minutos?|días?|semanas?|meses|años?|giorn[oi]|or[ae]"
    r"|mes[ei]|ann[oi]"
    r"|dagen|uur|weken|maanden|dias?|anos?)"
)
_SERVED = re.compile(
    rf"(?:about |over |almost )?(?:\b\d{{1,4}}|\ban?\b) {_UNITS} (?:ago\b|geleden\b|fa\b|atrás\b)"
    rf"|\b(?:vor|il y a|hace|há) \d{{1,4}} {_UNITS}\b"
    r"|\b(?:today|yesterday|(?:this|last) (?:week|month))$|\b\d+ (?:out )?of \d+ found\b"
    r"|\(?\d{1,3}\s?% (?:translated|complete|übersetzt|traduits?|traducido|tradotto)\b"
    r"|\b\d{1,3} min(?:ute)?s?\.? read\b|\b\d[\d.,]{0,12}[km]? (?:views?|likes?|comments?|followers|shares|ratings"
    r"|people online)\b"
    r"|\b\d{3,4} (?:partners|vendors|partnern?|partenaires|anbieter)\b"
)
_FIGURE = re.compile(r"\d")
_SINCE = (" ago", " geleden", " fa", " atrás")
_LATELY = ("today", "yesterday", "week", "month")
_STAMP = re.compile(r"[^:]{0,40}\b\d{1,2}:\d{2}:\d{2}\b[^:]{0,15}")
_AMOUNT = re.compile(r"[^\w]*\d[\d.,]*\s?(?:[%$€£¥][^\w]*)?(?:\]?\[?[A-Z]{0,6}\]?)")
_OFFER = re.compile(
    r"\b(?:free|giveaways?|offers?|deals?|discount|coupons?|save|sale|win|prize|gratis|angebote?|rabatt|gratuit"
    r"|soldes)\b"
)
_LONGEST_OFFER = 30  # words

_HIDDEN = re.compile(r"\S{0,64}\[?email\W{1,3}protected\]?\S{0,64}")
_ADDRESS = re.compile(r"\S{0,64}\[?email\W{1,3}protected\]?\S{0,64}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_COUNTED = re.compile(
    r"\b(?:median|mean|average)\b.{0,60}\bdays\b|\brequests? (?:received|complied|denied|submitted|fulfilled)\b"
    r"|\b(?:monthly active|active monthly) |\bactifs mensuels\b|\bmonatlich aktive"
)
_USERS = re.compile(
    r"\b(?:monthly active|active monthly) (?:recipients|users|end users)\b|\bactifs mensuels\b"
    r"|\bmonatlich aktiven?\b|\busuarios activos mensuales\b"
    r"|\b(?:users|recipients)\b.{0,160}\bare counted as (?:a|one) (?:user|recipient)\b"
)
_RULED = re.compile(r"\b(?:must|shall|will|may|up to|within|at (?:least|most)|limit\w*|maximum|minimum|exceed\w*)\b")
_LONGEST_FIGURE = 400  # characters
_PATENT = re.compile(r"\b(?:[a-z]{2}\s?)?(?:\d{1,3}(?:[,.]\d{3}){2}|\d{6,12})(?:\s?[a-z]\d?)?\b")
_LEAST_PATENTS = 2
_NUMBER = re.compile(r"\d[\d.,\s]*")
_LOOSE = re.compile(r"[\W_]+")


def is_served_anew(before: Sequence[Clause], after: Sequence[Clause]) -> bool:
    """Whether two wordings differ only in what is new with every request, or in figures of a statistic.

    An address that is hidden from robots on one side is the same address.
    """
    old, new = _text(before), _text(after)
    if _same_but_served(old, new) or _same_but_hidden(old, new):
        return True
    if all(map(is_stamp, (*before, *after))) or _lists_patents(before, after):
        return True
    return _COUNTED.search(old) is not None and not _RULED.search(old) and _NUMBER.sub("", old) == _NUMBER.sub("", new)


def _lists_patents(before: Sequence[Clause], after: Sequence[Clause]) -> bool:
    """Whether a list of patents, by its own word or that of its headings, grew or shrank by their numbers alone."""
    if not all(any("patent" in said.casefold() for said in (one.text, *one.headings)) for one in (*before, *after)):
        return False
    old, new = _text(before), _text(after)
    many = min(len(_PATENT.findall(old)), len(_PATENT.findall(new))) >= _LEAST_PATENTS
    return many and _bare(_PATENT.sub(" ", old)) == _bare(_PATENT.sub(" ", new))


def shows_other_time(before: Sequence[Clause], after: Sequence[Clause]) -> bool:
    """Whether texts of the same words differ in what is new with every request: "Updated 3 days ago"."""
    old, new = _text(before), _text(after)
    return old.split() != new.split() and _same_but_served(old, new)


def is_statistic(clause: Clause) -> bool:
    """Whether a clause says how many use a service, as European law wants it published twice a year, or heads that."""
    words = clause.words
    return len(words) < _LONGEST_FIGURE and _USERS.search(words) is not None and not _RULED.search(words)


def is_stamp(clause: Clause) -> bool:
    """Whether a line is nothing but an instant, to the second."""
    return _STAMP.fullmatch(clause.text) is not None


def is_amount(clause: Clause) -> bool:
    """Whether a line is nothing but a number or a share, with a sign or a few capitals: a price, a ticker.

    >>> from model import Block
    >>> is_amount(Clause(block=Block.PARAGRAPH, text="+3.00%][ETH", words="3.00 % eth"))
    True
    """
    return _AMOUNT.fullmatch(clause.text.strip()) is not None


def turns_in_frame(before: Sequence[Clause], after: Sequence[Clause]) -> bool:
    """Whether a change of the page's frame is of the sort that goes on for ever: a number, an offer."""
    sides = (*before, *after)
    if all(is_amount(one) or is_stamp(one) for one in sides) or any(_is_offer(one.words) for one in sides):
        return True
    return bool(before and after) and _bare(_NUMBER.sub("", _text(before))) == _bare(_NUMBER.sub("", _text(after)))


def _is_offer(words: str) -> bool:
    return words.count(" ") < _LONGEST_OFFER and _OFFER.search(words) is not None


def _same_but_served(old: str, new: str) -> bool:
    return _unserved(old).split() == _unserved(new).split()


def _unserved(text: str) -> str:
    """Without what is served anew; all of that has a figure, or one of a few words, some of them only at the end."""
    may = _FIGURE.search(text) or text.rstrip().endswith(_LATELY) or any(map(text.__contains__, _SINCE))
    return _SERVED.sub("", text) if may else text


def _same_but_hidden(old: str, new: str) -> bool:
    if "protected" not in old and "protected" not in new:
        return False
    if not (_HIDDEN.search(old) or _HIDDEN.search(new)):
        return False
    if _bare(_ADDRESS.sub(" ", old)) != _bare(_ADDRESS.sub(" ", new)):
        return False
    return all(one == other or _is_hidden(one) or _is_hidden(other) for one, other in _addresses(old, new))


def _addresses(old: str, new: str) -> Iterator[tuple[str, str]]:
    return zip_longest(_ADDRESS.findall(old), _ADDRESS.findall(new), fillvalue="")


def _is_hidden(address: str) -> bool:
    return _HIDDEN.fullmatch(address) is not None


def _bare(text: str) -> str:
    return _LOOSE.sub(" ", text).strip()


def _text(clauses: Sequence[Clause]) -> str:
    return " ".join(clause.text.casefold() for clause in clauses)
