"""Who is a clause, through all versions of a policy?"""
