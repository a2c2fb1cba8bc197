"""The pure centre: frozen values that know no RDF, no HTTP and no database."""
