"""Do the collected pairs of texts come out as their readable expectations say?"""

from pathlib import Path

import pytest

from diffs import as_text, compare
from extract import clauses_of_markdown

EXAMPLES = Path(__file__).parent / "examples" / "diffs"


def shown(before: str, after: str) -> str:
    changes = compare(clauses_of_markdown(before)[1], clauses_of_markdown(after)[1])
    rows = []
    for change in changes:
        judgement = change.judgement
        about = f", {', '.join(judgement.categories)}" if judgement.categories else ""
        rows.append(f"{' + '.join(change.kinds)}: {judgement.severity}{about}\n    {as_text(change.edits)}\n")
    return "\n".join(rows)


@pytest.mark.parametrize("case", sorted(path.name for path in EXAMPLES.iterdir()))
def test_example_comes_out_as_expected(case: str) -> None:
    before, after, expected = (
        (EXAMPLES / case / name).read_text(encoding="utf-8") for name in ("before.md", "after.md", "expected.txt")
    )
    assert shown(before, after) == expected
