"""How do real sites build the same policy into a page? Trees, and what may be done to them."""
