"""What whoever leads the room sees and does, and the line in which every page hears of it."""
