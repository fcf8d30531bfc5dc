"""Training of what is learned: the recogniser of vertical print (here) and article separation (separation)."""
