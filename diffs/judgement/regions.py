"""Do a page's own links say that it was served for another region than before?

`/en-us/` for `/en-gb/`, `/us/` for `/uk/`. One link can be an author's; where several leave one region and several
others lead to one that no link named before, the whole page is another region's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from model import Clause

_SEVERAL = 2
_REGION = re.compile(
    r"(?<![a-z0-9])[a-z]{2}[-_]([a-z]{2})(?![a-z0-9])|/(us|uk|gb|ie|eu|ca|au|nz|in|de|fr|es|it|nl|br|jp)(?=[/?#]|$)"
)


def other_region(before: Sequence[Clause], after: Sequence[Clause]) -> bool:
    old, new = _regions(before), _regions(after)
    left = {name for name, count in old.items() if count - new[name] >= _SEVERAL}
    entered = {name for name, count in new.items() if count >= _SEVERAL and name not in old}
    return bool(left and entered)


def _regions(clauses: Sequence[Clause]) -> Counter[str]:
    targets = (link.target.casefold() for clause in clauses for link in clause.links)
    return Counter(found[1] or found[2] for target in targets for found in _REGION.finditer(target))
