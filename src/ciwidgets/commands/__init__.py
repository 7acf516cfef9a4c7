"""The words of the command that have more to say than ``cli`` holds: one module a word."""
