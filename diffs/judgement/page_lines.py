"""Which clauses have the form of a page's own lines: links, menus run together, banners, switches?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from diffs.judgement.furniture import (
    announces,
    chooses_language,
    is_farewell,
    is_part_of_contract,
    is_prompt,
    lists_parties,
    speaks,
)
from diffs.judgement.volatile import is_stamp
from model import Block, Clause

_REMEMBERED = 1 << 13  # clauses: each text is compared with the one before it, and with the one that follows

_SIDE_BY_SIDE = 2  # links without a word or a comma between them
_WRAPPED = 8  # clauses that one link may go round
_LEAD_IN = 8  # words of one without a colon
_COLONS = (":", "\uff1a")
_BUTTON_NEAR = 3  # clauses
_COUNTED = 5  # numbers, of which each is by one more than the last, are no figures of the document
_TITLES, _TITLED = 12, 0.8  # words, and the share of them that begin like names
_STOPS = ".!?:;"
_SENTENCE = 14  # words from which a link says something of its own
_DIGITS = 5  # of a number, at most one less

_GLUED = re.compile(r"[^\W\d_A-Z][A-Z][^\W\d_A-Z]")
_LEAST_GLUED, _GLUED_SHARE = 5, 0.1
_COPYRIGHT = re.compile(r"(?:copyright\s*)?(?:©|\(c\))", re.IGNORECASE)
_BANNER = re.compile(
    r"cookie.{0,300}\b(?:click|clicking|continue|continuing|accept|using)\b|\b(?:click|clicking|accept)\b.{0,300}cookie"
)
_NEWS = re.compile(r"updat|chang|geändert|aktualisier|modifi|mise? à jour|actualiz|aggiorn")
_NOT_LETTERS = re.compile(r"[\W\d_]+")


def page_lines(clauses: Sequence[Clause]) -> list[bool]:
    """For each clause, whether it is frame by its form alone, provided that it stands outside the document."""
    linked = _wrapped(clauses)
    return [
        not _is_document(clause) and (linked[i] or _is_page_line(clause) or _is_banner(clauses, i))
        for i, clause in enumerate(clauses)
    ]


def page_numbers(clauses: Sequence[Clause]) -> list[int]:
    """Where numbers stand alone and count on: those of pages, of slides, of pictures."""
    alone = [(i, int(one.text)) for i, one in enumerate(clauses) if _is_bare_number(one)]
    found: list[int] = []
    run: list[int] = []
    last = 0
    for i, number in alone:
        if number != last + 1:
            found += run if len(run) >= _COUNTED else ()
            run = []
        run.append(i)
        last = number
    return found + (run if len(run) >= _COUNTED else [])


def _is_bare_number(clause: Clause) -> bool:
    return clause.block is Block.PARAGRAPH and len(clause.text) < _DIGITS and clause.text.isdecimal()


@lru_cache(maxsize=_REMEMBERED)
def is_frame_anywhere(clause: Clause) -> bool:
    """Whether a clause is frame even in the midst of a document."""
    if _is_document(clause):
        return False
    prompt = clause.block is Block.PARAGRAPH and not clause.label and is_prompt(clause.words)
    return prompt or _is_pointer(clause) or _is_row_of_links(clause) or chooses_language(clause.text)


def _is_pointer(clause: Clause) -> bool:
    """Whether a link is a line of its own; a heading may link to its own place, a footnote to where it is called.
    What is incorporated by a link, a schedule or an addendum, is no other page.
    """
    if not is_mere_link(clause) or clause.block is Block.HEADING or clause.words.count(" ") >= _SENTENCE:
        return False
    return not is_part_of_contract(clause.words)


def is_mere_link(clause: Clause) -> bool:
    """Whether a clause is nothing but one link: a menu's line, a related page."""
    return len(clause.links) == 1 and letters(clause.links[0].text) == letters(clause.text) != ""


@lru_cache(maxsize=_REMEMBERED)
def is_led_in(clause: Clause) -> bool:
    """Whether a sentence of the document leads in to a list: of partners, covered products, rights.

    A list of links needs one that says whom or what it lists: other pages are led in to as well, and the last
    paragraph of a document leads in to no menu.
    """
    if clause.links:
        return any(lead.endswith(_COLONS) and lists_parties(lead.casefold()) for lead in clause.context)
    leads = (lead for lead in clause.context if lead.endswith(_COLONS) or lead.count(" ") >= _LEAD_IN)
    return any(speaks(lead.casefold()) for lead in leads)


@lru_cache(maxsize=_REMEMBERED)
def _is_document(clause: Clause) -> bool:
    return is_led_in(clause) or announces(clause.words)


@lru_cache(maxsize=_REMEMBERED)
def is_glued(clause: Clause) -> bool:
    """Whether lines of a menu were joined without a space: "HomeVideo coursesGet started"."""
    if len(_GLUED.findall(clause.text)) < _LEAST_GLUED:
        return False
    words = clause.text.split()
    glued = sum(_GLUED.search(word) is not None for word in words)
    return glued >= max(_LEAST_GLUED, _GLUED_SHARE * len(words))


@lru_cache(maxsize=_REMEMBERED)
def letters(text: str) -> str:
    """What a line says whatever its number: so a list of contents and its headings are compared."""
    return _NOT_LETTERS.sub("", text)


@lru_cache(maxsize=_REMEMBERED)
def _is_page_line(clause: Clause) -> bool:
    words = clause.words
    said = is_prompt(words) or is_farewell(words) or is_stamp(clause) or _COPYRIGHT.match(clause.text)
    return bool(said) or _is_links(clause) or is_glued(clause) or chooses_language(clause.text) or _is_titles(clause)


def _is_links(clause: Clause) -> bool:
    """Whether links make up all the letters of a clause."""
    linked = sum(len(letters(link.text)) for link in clause.links)
    return 0 < len(letters(clause.text)) <= linked


def _is_titles(clause: Clause) -> bool:
    """Whether a paragraph is names and nothing between them that would make a sentence: a menu run together."""
    words = [word for word in clause.text.split() if word[0].isalpha()]
    if clause.block is not Block.PARAGRAPH or len(words) < _TITLES or clause.text.rstrip()[-1] in _STOPS:
        return False
    return sum(word[0].isupper() and not word.isupper() for word in words) >= _TITLED * len(words)


def _is_row_of_links(clause: Clause) -> bool:
    texts = [link.text.strip() for link in clause.links]
    return len(texts) >= _SIDE_BY_SIDE and "".join(texts) == clause.text.strip()


def _is_banner(clauses: Sequence[Clause], place: int) -> bool:
    """Whether a clause asks for cookies, with the button beside it, and tells no news."""
    words = clauses[place].words
    if "cookie" not in words:
        return False
    near = clauses[place + 1 : place + 1 + _BUTTON_NEAR]
    return _BANNER.search(words) is not None and not _NEWS.search(words) and any(is_prompt(one.words) for one in near)


def _wrapped(clauses: Sequence[Clause]) -> list[bool]:
    """Which clauses stand in a link that goes round several of them: Markdown leaves its brackets in their texts."""
    found = [False] * len(clauses)
    opened: int | None = None
    for i, clause in enumerate(clauses):
        closes = "]" in clause.text and _closes(clause.text)
        if opened is not None and closes and i - opened <= _WRAPPED:
            found[opened : i + 1] = [True] * (i + 1 - opened)
        opened = i if clause.text.rfind("[") > clause.text.rfind("]") else None if closes else opened
    return found


def _closes(text: str) -> bool:
    """Whether a bracket closes that an earlier clause opened."""
    first = text.find("[")
    return first < 0 or text.find("]") < first
