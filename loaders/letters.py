from remit.ontology.letters import fold, language_of  # noqa: F401  moved
