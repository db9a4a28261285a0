"""How does a PDF become blocks?"""
