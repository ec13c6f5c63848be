"""One file per question: a typed answer, the function that computes it, its fields for JSON, and its Document."""
