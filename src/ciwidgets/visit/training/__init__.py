"""What one learns with: self-checks, cases, and a practice session that ends."""
