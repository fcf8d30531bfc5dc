"""What each number is worth: every threshold and weight put out of action, and what moves without it."""
