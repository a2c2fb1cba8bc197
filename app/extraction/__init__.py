"""What is found in one document: names, citations, quantities, times and attributions, with their exact places."""
