"""Full text: words to documents, entities and claims."""
