"""The tests: sentences about what ciwidgets does, one folder or file for each part of the house."""
