"""THE INVARIANTS of a primary file, each a small named check over the whole of it."""
