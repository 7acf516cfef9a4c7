"""The way from a need to a win, what is new, and where a team stands."""
