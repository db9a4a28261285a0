"""How often is garbage looked for while millions of objects are made of which nearly all stay?"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_USUAL = gc.get_threshold()  # not what is found later, which may be that of another thread's derivation
_YOUNG = 100_000
"""Objects that are made before garbage is looked for. A history is made of some millions."""


@contextmanager
def few_collections() -> Iterator[None]:
    """Not none at all, since others of this process may go on making garbage meanwhile."""
    gc.set_threshold(_YOUNG, *_USUAL[1:])
    try:
        yield
    finally:
        gc.set_threshold(*_USUAL)
