"""Where does a page lead whose text stands elsewhere now?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from extract.verdicts.evidence import Looked
from model import Clause, original_key

REFRESH = re.compile(r"(?i)url\s*=\s*['\"]?([^'\">]+)")
_LONGEST = 2000


def target_of(page: Looked, clauses: Sequence[Clause]) -> str:
    """The address as written: a redirect's, a refresh's, or that of the only link in a note that the page has moved."""
    if 300 <= page.statuscode < 400:
        return page.headers.get("location", "")
    if match := REFRESH.search(page.refresh):
        return match[1]
    targets = {link.target for clause in clauses for link in clause.links if not link.target.startswith("#")}
    return targets.pop() if len(targets) == 1 else ""


def absolute(target: str, base: str) -> str:
    """The target as an address of the web; "" where it is none."""
    try:
        found = urljoin(base, target.strip())
        is_one = urlsplit(found).scheme in ("http", "https") and bool(urlsplit(found).hostname)
    except ValueError:
        return ""
    return found if is_one and target.strip() and len(found) <= _LONGEST else ""


def is_home(original: str) -> bool:
    """Whether an address has neither path nor query: what servers answer with when a page is gone."""
    return "/" not in original_key(original)
