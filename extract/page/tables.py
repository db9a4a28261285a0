"""Is a table data, or does it lay out a page?"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from extract.page.elements import CELLS, HEADINGS, PLAIN, ROLES
from extract.white_space import collapsed

_MOST_ROWS = 200  # that are looked at
_COLUMN = 1500  # characters of a cell that may be a column of a page
_GROUPS = frozenset(("tbody", "thead", "tfoot"))
_ROW = frozenset(("tr",))
_NESTED = "table, [role=table], [role=grid]"
_NO_CELL_HAS = ", ".join(f"td {tag}" for tag in [*list(HEADINGS)[:3], "form", "nav"])


def is_data(table: LexborNode) -> bool:
    """Whether a table's rows are read across. Old pages use tables to lay out whole pages."""
    if (table.attrs.get("role") or "") in ("presentation", "none") or len(table.css(_NESTED)) > 1:
        return False
    rows = [row for row, _ in zip(_children(table, _ROW, _GROUPS), range(_MOST_ROWS), strict=False)]
    cells = [list(_children(row, CELLS, frozenset())) for row in rows]
    widths = [len(row) for row in cells]
    if not widths or max(widths) < 2:
        return False
    if table.css_first("thead th") is not None:
        return True
    if table.css_first(_NO_CELL_HAS) is not None or len(rows) < 2:
        return False
    return sum(width > 1 for width in widths) * 2 > len(widths) and not _one_cell_rules(cells)


def _one_cell_rules(cells: list[list[LexborNode]]) -> bool:
    """One cell with nearly all of the text: a page's columns, not data."""
    sizes = [len(cell.text()) for row in cells for cell in row]
    if max(sizes) <= _COLUMN:
        return False
    sizes = [_size(cell) for row in cells for cell in row]
    return max(sizes) > _COLUMN and max(sizes) > 0.7 * sum(sizes)


def _size(cell: LexborNode) -> int:
    unseen = sum(len(collapsed(node.text())) for node in cell.css("script, style"))
    return len(collapsed(cell.text())) - unseen


def meaning(node: LexborNode) -> str:
    """The element that a node stands for: its own, or what its role makes of it."""
    tag = node.tag or ""
    if tag in PLAIN:
        return ROLES.get((node.attrs.get("role") or "").lower(), tag)
    return tag


def _children(node: LexborNode, wanted: frozenset[str], through: frozenset[str]) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        tag = meaning(child)
        if tag in wanted:
            yield child
        elif tag in through:
            yield from _children(child, wanted, frozenset())
        child = child.next
