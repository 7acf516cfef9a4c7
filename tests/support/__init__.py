"""What several tests need: a browser, a database server, and what to say when one is missing."""
