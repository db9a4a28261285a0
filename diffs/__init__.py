"""Version x version -> changes: which clause is which, what happened to it, does it matter.

    align           which clauses belong together, and what happened to each
    redline         which words went, came and stayed
    compare         both, with a judgement, for all that is not unchanged
    follow          which clause of one version is which of all the others
    last_changed    in which version each clause last changed its words
    life            what happened to one clause on its way through all versions
    judge_revision  does it matter: all changes of a revision, with memory of earlier texts
    variants        which versions are one edition, where several are served in turn
    is_seen_again, is_undone
                    what became of a loss that was to be seen again
    untold          what of a revision did not count, how much and why; `say_untold` says it in a sentence
    REASONS         every reason why a change does not matter, and what it means; `say_reason` words one
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
from diffs.judgement.losses import is_seen_again, is_undone
from diffs.outline.sections import Elsewhere, Folded, Row, Section, Told, sections
from diffs.reasons import REASONS, say_reason
from diffs.redlines.redline import redline
from diffs.redlines.render import as_html, as_markdown, as_text
from diffs.revising import Judged, judge_revision
from diffs.untold import Untold, say_untold, untold
from diffs.variants import variants

EDITION: str = "compare/3"
"""Names how texts are compared; raised whenever a comparison may come out differently."""

__all__ = [
    "EDITION",
    "REASONS",
    "Elsewhere",
    "Folded",
    "Followed",
    "Judged",
    "Moment",
    "Row",
    "Section",
    "Told",
    "Untold",
    "align",
    "as_html",
    "as_markdown",
    "as_text",
    "compare",
    "follow",
    "is_seen_again",
    "is_undone",
    "judge_revision",
    "last_changed",
    "life",
    "redline",
    "say_reason",
    "say_untold",
    "sections",
    "untold",
    "variants",
]
