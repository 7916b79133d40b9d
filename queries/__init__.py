"""Questions to the graph: the query catalogue, answers in words, search and what was not understood."""
