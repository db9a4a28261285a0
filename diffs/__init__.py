"""Version x version -> changes: which clause is which, what happened to it, does it matter.

    align           which clauses belong together, and what happened to each
    redline         which words went, came and stayed
    compare         both, with a judgement, for all that is not unchanged
    follow          which clause of one version is which of all the others
    last_changed    in which version each clause last changed its words
    life            what happened to one clause on its way through all versions
    judge, judge_revision, rubric_kinds
                    does it matter, for one change and for all of a revision with memory of earlier ones
    sections        the changes by section, in reading order, what stands between them folded
    as_text, as_markdown, as_html
                    a redline to read

Pure functions of what they are given: no clock, disk, network, database or chance.
"""

from diffs.alignment.align import align
from diffs.compare import compare
from diffs.identity.blame import last_changed
from diffs.identity.following import Followed, follow
from diffs.identity.lives import Moment, life
from diffs.judgement.judge import judge, judge_revision
from diffs.judgement.rubric import rubric_kinds
from diffs.outline.sections import Elsewhere, Folded, Row, Section, Told, sections
from diffs.redlines.redline import redline
from diffs.redlines.render import as_html, as_markdown, as_text

EDITION: str = "compare/2"
"""Names how texts are compared; raised whenever a comparison may come out differently."""

__all__ = [
    "EDITION",
    "Elsewhere",
    "Folded",
    "Followed",
    "Moment",
    "Row",
    "Section",
    "Told",
    "align",
    "as_html",
    "as_markdown",
    "as_text",
    "compare",
    "follow",
    "judge",
    "judge_revision",
    "last_changed",
    "life",
    "redline",
    "rubric_kinds",
    "sections",
]
