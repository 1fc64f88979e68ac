"""Files of a draw as bytes: canonical text, identifiers, folders written whole, archives."""
