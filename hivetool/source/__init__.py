"""Where hives come from: reading files, telling what they are by their content, finding the cluster in them."""
