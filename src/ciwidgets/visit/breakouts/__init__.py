"""Breakouts: people of several teams in one group, and what they carry back to their own."""
