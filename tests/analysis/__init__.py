"""Tests of the numbers, on small data in the tests themselves and on published ones."""
