"""Which houses are there?"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from benchmarks.housing import apart, beside, coding, cutting, dressing, hiding, inside, naming, richtext
from benchmarks.housing.plot import Plot
from benchmarks.housing.tree import written

House = Callable[[Plot], None]

_ALL: tuple[House, ...] = (
    hiding.hidden_attribute,
    hiding.hidden_style,
    hiding.hidden_class,
    hiding.hidden_until_script,
    hiding.accordion,
    hiding.details,
    hiding.tabs,
    inside.in_form,
    inside.in_form_close,
    inside.in_aside,
    inside.in_footer,
    inside.in_header,
    inside.in_nav,
    inside.in_dialog,
    inside.in_modal,
    inside.in_custom_elements,
    naming.named_menu,
    naming.named_consent,
    naming.named_share,
    naming.named_footer,
    naming.named_ancestors,
    naming.named_sections,
    cutting.in_sections,
    cutting.in_rows,
    cutting.in_body_sections,
    cutting.in_words,
    cutting.in_lines,
    beside.twice_by_class,
    beside.twice_hidden,
    beside.twice_noscript,
    beside.below_named_wall,
    beside.below_silent_wall,
    beside.above_silent_wall,
    beside.below_menu,
    beside.below_links,
    beside.above_promotions,
    beside.above_prose_footer,
    apart.in_template,
    apart.in_shadow,
    apart.in_noscript,
    apart.in_srcdoc,
    apart.in_textarea,
    coding.next_page,
    coding.next_stream,
    coding.nuxt_state,
    richtext.rich_text,
    richtext.portable_text,
    dressing.headings_by_class,
    dressing.headings_by_style,
    dressing.headings_by_role,
    dressing.headings_bold,
    dressing.layout_table,
    dressing.font_tags,
)

HOUSES: Mapping[str, House] = {house.__name__: house for house in _ALL}
"""By name; each changes the plot that it is given."""


def built(plot: Plot, house: str) -> bytes:
    """The plot's page in that house; the plot stays as it is. `as_it_is` is the page itself."""
    mine = plot.copied()
    if house != AS_IT_IS:
        HOUSES[house](mine)
    return (plot.doctype + written(mine.root)).encode("utf-8", "replace")


AS_IT_IS = "as_it_is"
