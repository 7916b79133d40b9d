"""Claims as a graph: mapping to quads, stores, loading, projections, views and exports."""
