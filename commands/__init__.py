"""COMMANDS: what each command of the command line does with its options, one module a group of them."""
