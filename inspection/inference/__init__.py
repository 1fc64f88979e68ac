"""What samples allow to conclude: the class gain, the chance of pairs, waiting times."""
