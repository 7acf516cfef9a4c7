"""What a team plans, in the steps of the goals workbook."""
