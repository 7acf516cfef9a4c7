"""Which file system a path lies on, where the system tells (Linux)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

MOUNTS: Final = Path("/proc/self/mountinfo")

# Their locks are not kept by every server and client, and SQLite stands on locks.
_NETWORK: Final = re.compile(
    r"9p|afs|beegfs|gpfs|lustre|ncpfs|nfs4?|cifs|smb2|smb3|smbfs"
    r"|(fuse\.)?(ceph|cephfs|davfs2?|gcsfuse|glusterfs|rclone|s3fs|smbnetfs|sshfs)"
)


def network_file_system(path: Path) -> str:
    """Return the type of the network file system a path lies on, or "" for a local or unknown one.

    The path itself need not exist.
    """
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    place = path.resolve()
    found, depth = "", -1
    for line in lines:
        # "36 35 98:0 /root /mount/point options … - type source options"; blanks are \040.
        before, _, after = line.partition(" - ")
        if not after:
            continue
        point = Path(re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), before.split()[4]))
        # A later mount on the same point hides the earlier one, hence >=.
        if place.is_relative_to(point) and len(point.parts) >= depth:
            found, depth = after.split()[0], len(point.parts)
    return found if _NETWORK.fullmatch(found) else ""
