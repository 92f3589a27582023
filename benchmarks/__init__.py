"""What measures the explorer, and makes the chronicles to measure it with."""
