"""The exercises of mental models, and what they share: which maps there are, and files of them."""
