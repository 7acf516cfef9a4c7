"""Many reports at once: run, written whole or not at all, and told team by team."""
