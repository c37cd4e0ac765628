"""The file redirects.yml: pages that moved, each with where it was, where it is now, and why."""

from pydantic import BaseModel, ConfigDict, Field


class Redirect(BaseModel):
    """A page that moved: where it was, where it is now, and why."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, populate_by_name=True)

    source: str = Field(description="The address that is gone, as reports/addresses.txt has it.")
    target: str = Field(description="The address that it leads to now; it must be on the site.")
    why: str = Field(description="Why the page moved.")


class Redirects(BaseModel):
    """The file redirects.yml, beside mkdocs.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    redirects: tuple[Redirect, ...] = Field(default=(), description="Pages that moved, one entry each.")
