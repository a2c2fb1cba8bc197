"""Another SPARQL engine in place of the embedded one, over the SPARQL 1.1 Protocol and the Graph Store HTTP Protocol."""
