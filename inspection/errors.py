"""Errors that people see: each says what is wrong, where, and what to do.

Every class carries the exit code of the command line. The screen and the
command line show `str(error)`; a traceback is for everything else.
"""


class InspectionError(Exception):
    """Base of all errors meant for the reader. Message in Chinese."""

    exit_code = 1

    def __init__(self, what: str, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(what, where, remedy)

    def __str__(self) -> str:
        parts = [self.what]
        if self.where:
            parts.append(f"位置：{self.where}")
        if self.remedy:
            parts.append(f"处理办法：{self.remedy}")
        return "。".join(part.rstrip("。") for part in parts) + "。"


class CheckFailed(InspectionError):
    """A verification ran and did not pass."""

    exit_code = 1


class BadInput(InspectionError):
    """A file, parameter or value that cannot be used as given."""

    exit_code = 2


class NotAllowed(InspectionError):
    """The reader has no right to what was asked for."""

    exit_code = 2


class EnvironmentProblem(InspectionError):
    """The machine lacks something: a snapshot, a package, a right."""

    exit_code = 3


class Unanswered(EnvironmentProblem):
    """The data hold nothing to answer with: no row where a question has one."""


class QueryFailed(EnvironmentProblem):
    """The database refused a query or did not finish it in time."""


class Outdated(EnvironmentProblem):
    """A snapshot that is whole, whose marts are of another version of the programme."""
