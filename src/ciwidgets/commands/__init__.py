"""The words of the command that have more to say than ``cli`` holds: one module a word.

Law: imports all but ``cli``, which alone imports these.
"""
