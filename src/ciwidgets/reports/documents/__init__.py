"""An executed notebook as a document: read once into parts, written in each format."""
