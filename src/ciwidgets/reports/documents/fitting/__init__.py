"""What makes a document fit a page: letters the fonts have, clean pictures, widths of columns."""
