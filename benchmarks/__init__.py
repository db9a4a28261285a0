"""How well, how fast and how small is it? Each module measures one thing; `python -m benchmarks.NAME`."""
