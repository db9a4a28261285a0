"""How do blocks become clauses, and clauses Markdown?"""
