"""How fast and how small, beside the stock tools, in one run: ``make bench``."""
