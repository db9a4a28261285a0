"""What does a document say of itself?"""
