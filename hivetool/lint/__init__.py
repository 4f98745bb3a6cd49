"""The rules: what an expert would look at in a cluster database, each explained, each with its remedy."""
