"""From graphs to a report: SHACL decides whether a document goes in."""
