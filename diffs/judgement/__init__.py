"""Does a change matter?"""
