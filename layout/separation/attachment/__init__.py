"""What division left over goes to its article: small heads, leads, stray columns, pictures."""
