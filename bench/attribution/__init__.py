"""How well attributions are found, measured on PolNeAR."""
