"""A file system of our own with little room: mounted where that is allowed, else a limit of the size of files."""

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FULL = r"(No space left on device|File too large)"
"""What the system says when there is no room, and when a file may grow no more."""
FILLER = ".filler"


@dataclass(frozen=True)
class SmallDisk:
    """A folder on a disk whose room can be taken away and given back; ``mounted`` is False where a limit stands in."""

    folder: Path
    mounted: bool

    @property
    def room(self) -> int:
        """Bytes that can still be written; only of a disk that is mounted."""
        found = os.statvfs(self.folder)
        return found.f_bavail * found.f_frsize

    @contextmanager
    def with_room(self, room: int) -> Iterator[None]:
        """Leave ``room`` bytes until the end of the block; processes started in it inherit the limit, if it is one."""
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        filler = self.folder / FILLER
        if self.mounted:
            filler.write_bytes(bytes(self.room - room))
        else:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
            filler.unlink(missing_ok=True)


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[SmallDisk]:
    """``folder`` on a disk of ``size`` bytes until the end of the block."""
    folder.mkdir(parents=True, exist_ok=True)
    how = ["mount", "-t", "tmpfs", "-o", f"size={size},uid={os.getuid()},mode=700", "tmpfs", str(folder)]
    rights = next((one for one in ([], ["sudo", "-n"]) if _works(one + how)), None)
    try:
        yield SmallDisk(folder, rights is not None)
    finally:
        if rights is not None:
            subprocess.run([*rights, "umount", str(folder)], check=True)


def _works(command: list[str]) -> bool:
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False
