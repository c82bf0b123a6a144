"""Files that clients send for batches, and those that batches make for them."""
