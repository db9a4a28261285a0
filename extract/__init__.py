"""How do bytes become readings, and readings verdicts?

Pure: no clock, no disk, no network.  `read` says what one capture holds, `settle` asks its neighbours in time,
`are_kin` whether two are states of one document, `is_anothers` whether one is somebody else's,
`canonical` says which words count, `markdown` shows a reading, `clauses_of_markdown` and `clause_of_block` read
Markdown and plain text into the same clauses, `policy_links` finds the links of a page to the policies of its
company, `check_selector` tells whether a selector is one.
"""

from extract.clauses.canonical import canonical
from extract.clauses.markdown_in import clause_of_block, clauses_of_markdown
from extract.clauses.markdown_out import markdown
from extract.declared.selection import check_selector
from extract.links.finding import policy_links
from extract.reading import EDITION, read
from extract.verdicts.owners import is_anothers
from extract.verdicts.settle import are_kin, settle

__all__ = [
    "EDITION",
    "are_kin",
    "canonical",
    "check_selector",
    "clause_of_block",
    "clauses_of_markdown",
    "is_anothers",
    "markdown",
    "policy_links",
    "read",
    "settle",
]
