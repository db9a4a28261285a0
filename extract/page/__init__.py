"""How does the text of a page become blocks, in reading order, in their containers?"""
