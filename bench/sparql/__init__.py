"""How quickly questions are answered, beside other SPARQL servers: ``python -m bench.sparql``."""
