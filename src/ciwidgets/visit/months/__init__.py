"""The months between forums, in the steps of the monthly check-in."""
