"""The SPARQL 1.1 Protocol for queries: what is asked, what is remembered, what streams."""
