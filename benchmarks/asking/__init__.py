"""How much has an archive to be asked to date what changed?"""
