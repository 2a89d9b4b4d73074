"""What the figures in the README come from; anyone can run it."""
