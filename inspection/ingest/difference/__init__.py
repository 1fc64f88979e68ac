"""What one snapshot says otherwise than another: rows of each table, headline figures by cause."""
