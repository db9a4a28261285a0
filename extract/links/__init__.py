"""Which links of a page lead to the policies of its company?"""
