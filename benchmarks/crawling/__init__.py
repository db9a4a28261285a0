"""What does the benchmark of the crawl's cost need: pages that stand on loopback, our crawl, a bare one?"""
