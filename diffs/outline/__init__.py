"""Where in a text do its changes stand?"""
