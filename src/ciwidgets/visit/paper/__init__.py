"""Typing in what came back on paper: a person without a device answers as everybody does.

``asks`` says what one person can have filled in, ``person`` answers in their place through the
exercises themselves, ``sheets`` is the page of who types.
"""
