"""Which clause of the text before is which clause of the text after?"""
