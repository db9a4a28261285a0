"""What does a document say of itself: which kind it is, whose, and how one reaches them?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extract.facts.contacts import contacts_of
from extract.facts.kinds import kind_of
from extract.facts.organisation import organisation_of
from model import Block, Clause

_OPENING = 12  # clauses among which the heading and the first words stand


class Facts(NamedTuple):
    """Each is empty where the document does not say it."""

    kind: str  # "privacy", "terms", "cookies", "imprint", or one of those that `kinds` knows besides
    organisation: str  # as written
    contacts: tuple[str, ...]  # URIs: mailto:, tel:, https:


def facts_of(
    page_title: str, clauses: Sequence[Clause], title: str, meta: Mapping[str, str], running: Sequence[str] = ()
) -> Facts:
    """`title` is the text's own, `page_title` that of the page; `meta` is what the page's head says of its makers.

    `running` are lines along the edges of the pages, which tell what the text leaves open.
    """
    first = clauses[:_OPENING]
    headings = [clause.text for clause in first if clause.block is Block.HEADING][:3]
    opening = [clause.text for clause in first if clause.block is not Block.HEADING][:6]
    return Facts(
        kind=kind_of(title, page_title, headings, [*opening, *running]),
        organisation=organisation_of(title, page_title, [clause.text for clause in clauses], meta, running),
        contacts=contacts_of(clauses, running),
    )
