"""What of a page do the declared selectors, ranges and filters leave?"""
