"""Which words went, which came, which stayed, and how does that read?"""
