"""Everything that can go wrong, in one tree.

JuesuanError
├── InputError          exit 2: what was given cannot be used
│   └── NotAReportError        a file that is no final-account report
└── IndexUnavailableError  exit 3: the index is missing or unreadable
    └── IndexMismatchError     made by another version or embedding model
"""


class JuesuanError(Exception):
    """An error whose message says what, where and what to do."""

    exit_code = 1


class InputError(JuesuanError):
    """What the user gave cannot be used."""

    exit_code = 2


class NotAReportError(InputError):
    """A file that is not a departmental final-account report."""


class IndexUnavailableError(JuesuanError):
    """The index is missing or cannot be read."""

    exit_code = 3


class IndexMismatchError(IndexUnavailableError):
    """The index was made by another version of the program or another embedding model."""
