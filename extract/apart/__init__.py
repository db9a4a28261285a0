"""Which texts does a page carry apart from what it shows?"""
