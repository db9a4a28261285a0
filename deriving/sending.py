"""How does what was made come from one process of ours to another?"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from io import BytesIO
from types import MappingProxyType
from typing import Any

from deriving.making import Made


def packed(made: Made) -> bytes:
    """What equals is there once as often as it is the very same here: texts are long, and readings share them."""
    with BytesIO() as file:
        _Pickler(file, protocol=5).dump(made)
        return file.getvalue()


def unpacked(sent: bytes) -> Made:
    """Only for what a process of ours sent: pickled bytes can say anything, and it is done."""
    made = pickle.loads(sent)  # noqa: S301 - see above
    if not isinstance(made, Made):
        raise TypeError(f"{type(made).__name__} was sent, expected what was made of a timeline")
    return made


class _Pickler(pickle.Pickler):
    def reducer_override(self, one: Any) -> Any:
        """A mapping that nobody may change has no form of its own."""
        return (_frozen, (dict(one),)) if isinstance(one, MappingProxyType) else NotImplemented


def _frozen(mapping: dict[str, str]) -> Mapping[str, str]:
    return MappingProxyType(mapping)
