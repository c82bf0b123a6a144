"""Tools as people write them, and messages that want them."""
