"""What it pays to do."""
