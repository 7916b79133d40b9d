"""Every error remit raises on purpose; each says what, where and what to do in one line."""


class RemitError(Exception):
    """Base of all expected errors; `exit_status` is what the command line returns."""

    exit_status = 1

    def __init__(self, what: str, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(": ".join(part for part in (where, what) if part) + (f"; {remedy}" if remedy else ""))


class UsageError(RemitError):
    """The command or call was given something it cannot take."""

    exit_status = 2


class UnreadableDocument(RemitError):
    """A document gave no text: empty, binary, too large, or in no known encoding."""

    exit_status = 3


class StoreError(RemitError):
    """The graph is missing, locked, damaged or refuses the request."""

    exit_status = 4


class RegistryError(RemitError):
    """The registry contradicts itself; `problems` lists every finding at once."""

    exit_status = 3

    def __init__(self, problems: list[str], where: str) -> None:
        self.problems = problems
        super().__init__(f"{len(problems)} problem(s): " + " | ".join(problems[:5]), where, "mend the registry files")


class GrammarError(RemitError):
    """A grammar file has a rule that does not compile or contradicts its examples."""

    exit_status = 3


class DecisionLogError(RemitError):
    """The log of decisions cannot be read or written, or has a line that is no decision."""

    exit_status = 3
