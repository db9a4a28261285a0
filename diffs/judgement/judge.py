"""Does a change matter, how much, about what, and because of which words?

Rules that can be read: what is quiet, what only went elsewhere, what only changed style or is served
anew each time, what is the frame of the page, does not matter; every other change of words does, and the words that
changed say how much.
"""

from __future__ import annotations

from diffs.judgement.natures import natures
from diffs.judgement.noise import Case, noise
from diffs.judgement.weighing import weigh
from model import Judgement, Severity


def judge(case: Case) -> Judgement:
    """The judgement of one change by itself, without memory of earlier states."""
    found = noise(case)
    shown = natures(case, found)
    if found:
        return Judgement(alert=False, severity=Severity.NONE, natures=shown, because=(found.reason,))
    weight = weigh(case)
    return Judgement(
        alert=True, severity=weight.severity, natures=shown, categories=weight.categories, because=weight.because
    )
