"""What a title's corrected pages teach: truth for evaluation and training, and a model of the title's habits."""
