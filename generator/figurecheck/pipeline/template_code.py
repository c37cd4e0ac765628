"""Compiled templates that are kept between builds: compiling those of a site takes longer than rendering its pages."""

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from figurecheck.keys.remembered import Remembered


class TemplateCode(BytecodeCache):
    """Jinja's code of each template, by its name and file; a bucket refuses that of another text."""

    def __init__(self, memory: Remembered) -> None:
        self._memory = memory

    def load_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja before it compiles a template."""
        found = self._memory.find(bucket.key)
        if found is not None:
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja for each template that it compiled."""
        self._memory.keep(bucket.key, bucket.bytecode_to_string())
