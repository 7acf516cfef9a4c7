"""Twelve made-up people who answer by themselves, so that one can practise leading a room alone.

Law: imports ``visit`` and all it may. They join with the teams' codes and send what pages send, so
what a facilitator sees in a rehearsal is what a forum will show. Only a made-up program has them.
"""
