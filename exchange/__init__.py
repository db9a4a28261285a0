"""Files that go out of an installation and come in from others: tables of rows, lines, records, texts.

A file is written beside its place and has its name once it is whole. What is read was written by strangers: each reader
says which file, where in it, what was found and what was expected. `exchange.parquet` is imported by name, for its
library takes long to load.
"""

from exchange.columns import Column, Kind, Row, UnreadableError, Value

__all__ = ["Column", "Kind", "Row", "UnreadableError", "Value"]
