"""Training on Binder: what its build and its start do."""
