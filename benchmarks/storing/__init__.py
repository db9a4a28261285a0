"""What does it take to hold recorded captures, here and in git?"""
