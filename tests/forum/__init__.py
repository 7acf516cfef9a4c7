"""A forum through the real server and real browsers."""
