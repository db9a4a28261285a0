"""What does a page say once its scripts ran?

`Browser` shows documents that a visit brought in Chromium, each in a context of its own behind a proxy of its own, and
gives back what then stands on the page as HTML.  The only home of Playwright, which is loaded when it is first needed:
it is an extra, and most installations never ask for it.
"""

from __future__ import annotations

from crawler.browser.browser import Browser

__all__ = ["Browser"]
