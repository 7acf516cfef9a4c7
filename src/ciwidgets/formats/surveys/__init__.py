"""Exports of survey programs, one module a format, behind one door."""
