"""The few settings there are, from the environment, each with its reason."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the index lives, and which embedding model makes its vectors.

    `home`: JUESUAN_HOME, default `.juesuan` in the working directory, so that a checkout keeps
    its index to itself. `embed_model`: JUESUAN_EMBED_MODEL, a sentence-transformers model by name
    or folder; None is the model that ships with the project.
    """

    home: Path
    embed_model: str | None = None

    @classmethod
    def from_environment(cls, home: Path | None = None) -> Settings:
        """Read the settings; `home` given on the command line wins."""
        place = home or Path(os.environ.get("JUESUAN_HOME") or ".juesuan")
        return cls(place, os.environ.get("JUESUAN_EMBED_MODEL") or None)
