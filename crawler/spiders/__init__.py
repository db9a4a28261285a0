"""Which spiders are there? One module each, found by Scrapy through `SPIDER_MODULES`."""
