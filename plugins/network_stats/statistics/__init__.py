"""What is measured on a network or a table: one subject a file, pure functions."""
