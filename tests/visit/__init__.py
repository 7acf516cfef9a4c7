"""What a person can do at a workbook, and what a page can not."""
