"""What a team plans, does and celebrates, in order and in words."""
