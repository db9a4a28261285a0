"""What is killed?

In `benchmarks.kills_backfill` a service that reads a past in three archives, and pages in a browser:
`past` and `shown` are what there is to be read, `victim` is the service with what it starts, and `kept`
judges what is left. Of `benchmarks.kills_store`, `stages` is the work on the database, which `struck` kills.
"""
