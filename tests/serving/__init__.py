"""The server: who reaches what, and what is printed when it starts."""
