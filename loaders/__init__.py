"""From a document to claims: read, split into parts, find, link."""
