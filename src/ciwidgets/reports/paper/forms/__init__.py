"""What each exercise asks, on paper."""
