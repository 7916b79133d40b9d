"""Pages and services over one graph: what the catalogue answers, for browsers, SPARQL clients and OpenRefine."""
