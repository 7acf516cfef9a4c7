"""What a report says, one file a subject: each function returns the ``Section`` of one cell."""
