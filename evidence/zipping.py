"""How does a bundle become one file, the same bytes for the same bundle on every machine?

Nothing is packed: what packing gives depends on the library that packs. So a reader needs no bounds for what grows, and
every byte of the ZIP follows from names and bytes of its files.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from struct import Struct

_LOCAL, _CENTRAL, _END = Struct("<IHHHHHIIIHH"), Struct("<IHHHHHHIIIHHHHHII"), Struct("<IHHHHIIH")
_MOST_FILES, _MOST_BYTES = 0xFFFF, 0xFFFFFFFF  # more needs another form of ZIP
_DAY = 0x21  # 1980-01-01, the first that a ZIP can name
_MODE = 0o100644 << 16


class TooLargeError(ValueError):
    """More than a ZIP can hold."""


def zipped(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """The pieces of a ZIP. Raises TooLargeError, after some of them, where one cannot hold it all."""
    begin, count, central = 0, 0, b""
    for path, content in files:
        name, crc, size = path.encode("ascii"), zlib.crc32(content), len(content)
        yield _LOCAL.pack(0x04034B50, 10, 0, 0, 0, _DAY, crc, size, size, len(name), 0) + name
        yield content
        fields = (crc, size, size, len(name), 0, 0, 0, 0, _MODE, begin)
        central += _CENTRAL.pack(0x02014B50, 0x314, 10, 0, 0, 0, _DAY, *fields) + name
        count, begin = count + 1, begin + _LOCAL.size + len(name) + size
        if count > _MOST_FILES or begin + len(central) > _MOST_BYTES:
            raise TooLargeError("more than 65,535 files or 4 GB, which a ZIP cannot hold; make a folder of it")
    yield central
    yield _END.pack(0x06054B50, 0, 0, count, count, len(central), begin, 0)
