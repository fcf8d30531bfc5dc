"""What a newspaper's corrected pages teach: truth for evaluation and training, and a model of its habits."""
