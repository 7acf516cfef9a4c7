"""The store: one contract on every database, and what each database may do to it."""
