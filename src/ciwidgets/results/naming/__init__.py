"""Who may be named to whom, and a team's record as each audience may read it."""
