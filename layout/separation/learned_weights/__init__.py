"""What evidence is worth: the weights, fitted in ``training/separation``, and what looks them up."""
