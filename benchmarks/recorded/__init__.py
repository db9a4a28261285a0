"""Recorded pages stand live once more, and the product lives through their years."""
