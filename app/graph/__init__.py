"""From a resolved document to RDF: names of terms, minting of IRIs, and the three graphs of a document."""
