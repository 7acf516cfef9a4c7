"""Small wins, in the steps of the wins workbook."""
