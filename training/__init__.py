"""Training the recogniser of vertical print: synthetic columns in free type, and the network that learns them."""
