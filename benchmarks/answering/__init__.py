"""Long histories made by a seed, and what is asked of them: of our store and of git."""
