"""Learning the weights of article separation, and what they are learned from: drawn, worn and annotated pages."""
