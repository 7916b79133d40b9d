"""PAGES: the SPARQL endpoint, the reconciliation service, and what a browser shows."""
