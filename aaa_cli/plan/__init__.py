"""What a plan is, where each value stands in its file, reading it, and its past in Git."""
