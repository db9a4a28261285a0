"""Is a table data, or does it lay out a page?"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode


def is_data(table: LexborNode) -> bool:
    """Whether a table's rows are read across. Old pages use tables to lay out whole pages."""
    if (table.attributes.get("role") or "") in ("presentation", "none") or len(table.css("table")) > 1:
        return False
    rows = list(_children(table, ("tr",), ("tbody", "thead", "tfoot")))
    widths = [sum(1 for _ in _children(row, ("td", "th"), ())) for row in rows[:200]]
    if not widths or max(widths) < 2:
        return False
    if table.css_first("thead th") is not None:
        return True
    if table.css_first("td h1, td h2, td h3, td form, td nav") is not None or len(rows) < 2:
        return False
    return sum(width > 1 for width in widths) * 2 > len(widths) and not _one_cell_rules(rows)


def _one_cell_rules(rows: list[LexborNode]) -> bool:
    """One cell with nearly all of the text: a page's columns, not data."""
    sizes = [len(cell.text_content or "") for row in rows[:200] for cell in _children(row, ("td", "th"), ())]
    return max(sizes) > 1500 and max(sizes) > 0.7 * sum(sizes)


def _children(node: LexborNode, wanted: tuple[str, ...], through: tuple[str, ...]) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        if child.tag in wanted:
            yield child
        elif child.tag in through:
            yield from _children(child, wanted, ())
        child = child.next
