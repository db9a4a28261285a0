"""How are Markdown and plain text read into clauses?"""

from __future__ import annotations

from collections.abc import Sequence

from extract.clauses.cutting import clauses
from extract.clauses.markdown_blocks import drafts_of_markdown
from extract.clauses.marks import without
from extract.runs import Draft
from model import Block, Clause

NO_TITLE = "<!-- no title -->"
_AT_THE_TOP = 12  # blocks; among them the title stands, below date lines or whose text it is
_LONGEST_ABOVE_TITLE = 150  # characters


def clauses_of_markdown(text: str) -> tuple[str, tuple[Clause, ...]]:
    r"""Title and clauses of a Markdown or plain text. The title is a `# ` heading with only short lines above it.

    >>> title, clauses = clauses_of_markdown("# Privacy\n\n## 1. Data\n\n* names\n* *dates*\n")
    >>> title, [(clause.block.value, clause.label, clause.text) for clause in clauses]
    ('Privacy', [('heading', '1.', 'Data'), ('item', '', 'names'), ('item', '', 'dates')])
    """
    untitled = text.startswith(NO_TITLE)
    drafts = drafts_of_markdown(text)
    place = None if untitled else title_among(drafts)
    if place is None:
        return "", clauses(drafts)
    return drafts[place].text, clauses(without(drafts, place), title_level=1)


def title_among(texts: Sequence[Draft | Clause]) -> int | None:
    """Which of these is the title: a great heading with only short lines above it."""
    for place, one in enumerate(texts[:_AT_THE_TOP]):
        if one.block is Block.HEADING and one.level == 1:
            return place
        if len(one.label) + len(one.text) + bool(one.label) > _LONGEST_ABOVE_TITLE or one.block is Block.ROW:
            return None
    return None


def clause_of_block(markdown_block: str) -> Clause:
    """The one clause that a block of Markdown is: what stands after its first paragraph is joined to it.

    A line that begins with a number is the item of a list to any reader of Markdown; "on 16 June / 2023. See" is none,
    so what looks like a number stays among the words.

    >>> clause_of_block("## 2.1 Your *data*").text
    'Your data'
    """
    drafts = drafts_of_markdown(markdown_block.strip("\n"))
    if not drafts:
        return Clause(block=Block.PARAGRAPH, text="", words="")
    first = drafts[0]
    for more in drafts[1:]:
        first.text = " ".join(filter(None, (first.text, more.label, more.text)))
        first.links += more.links
        first.marks += more.marks
        first.bold = first.bold and more.bold
    made = clauses([first])
    return made[0] if made else Clause(block=first.block, text=first.text, words="")  # a line drawn with signs
