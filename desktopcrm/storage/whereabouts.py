"""Where a data folder lies: on a network, in a folder that a cloud program copies, on a disk with how much room.

Only looks, and writes nothing that has a name; what cannot be found out is taken for harmless.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

from desktopcrm import safe_files

NETWORK_KINDS = frozenset(
    {
        "9p", "acfs", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse.cephfs", "fuse.davfs2",
        "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.kio-fuse", "fuse.rclone", "fuse.s3fs", "fuse.smbnetfs",
        "fuse.sshfs", "fuse.vmhgfs-fuse", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "prl_fs", "smb",
        "smb2", "smb3", "smbfs", "sshfs", "vboxsf", "virtiofs", "webdav",
    }
)  # fmt: skip

CLOUDS: tuple[tuple[str, str], ...] = (
    ("OneDrive", r"onedrive( ?[-–—].*)?|onedrive\d*"),
    ("iCloud", r"icloud ?drive( ?\(.*\))?|com~apple~clouddocs|mobile documents|icloud"),
    ("Dropbox", r"dropbox( ?[(-].*)?"),
    ("Google Drive", r"google ?drive(-.*)?|google 云端硬盘|googledrivefs|我的云端硬盘"),
    ("坚果云 Nutstore", r"nutstore( files)?|nutstore-.*|我?的?坚果云.*"),
    ("百度网盘 Baidu", r"baidu ?(netdisk|syncdisk|yunpan).*|百度(网盘|云).*"),
    ("腾讯微云 Weiyun", r"weiyun.*|(腾讯)?微云.*"),
    ("WPS 云盘", r"wps ?(云盘|drive|cloud files).*"),
    ("阿里云盘 aDrive", r"adrive|阿里云盘.*"),
    ("夸克网盘 Quark", r"夸克网盘.*"),
    ("115", r"115(生活|网盘|chrome)"),
    ("Nextcloud", r"nextcloud\d*"),
    ("ownCloud", r"owncloud\d*"),
    ("MEGA", r"mega ?(sync)?"),
    ("pCloud", r"pcloud ?drive|pcloud ?sync"),
    ("Box", r"box( sync|-box)?"),
    ("Yandex Disk", r"yandex\.?disk"),
    ("Synology Drive", r"synology ?drive"),
    ("Syncthing", r"syncthing"),
)
_KNOWN = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in CLOUDS)
MARKS = {
    ".dropbox": "Dropbox", ".dropbox.cache": "Dropbox", ".stfolder": "Syncthing", ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud", ".nutstore": "坚果云 Nutstore", ".debris": "MEGA",
}  # fmt: skip
ONEDRIVE = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
DRIVE_REMOTE = 4


def cloud(folder: Path) -> str:
    """Name of the program that copies this folder elsewhere; empty where none is known to."""
    real = _real(folder)
    for one in (folder, real):
        for part in reversed(one.parts):
            named = next((name for name, pattern in _KNOWN if pattern.fullmatch(part)), "")
            if named:
                return named
    named = _by_system(real)
    return named or next((said for one in (real, *real.parents) for said in _marks(one)), "")


def _by_system(real: Path) -> str:
    for variable in ONEDRIVE:
        root = os.environ.get(variable)
        if root and real.is_relative_to(root):
            return "OneDrive"
    return _after(real.parts, "CloudStorage").partition("-")[
        0
    ]  # macOS keeps them all under ~/Library/CloudStorage


def _after(parts: tuple[str, ...], name: str) -> str:
    place = parts.index(name) + 1 if name in parts else len(parts)
    return parts[place] if place < len(parts) else ""


def _marks(folder: Path) -> list[str]:
    try:
        return [name for mark, name in MARKS.items() if (folder / mark).exists()]
    except OSError:
        return []


def _real(folder: Path) -> Path:
    try:
        return Path(os.path.realpath(folder))
    except (OSError, ValueError):
        return folder


def _existing(folder: Path) -> Path:
    try:
        return next((one for one in (folder, *folder.parents) if one.exists()), folder)
    except (OSError, ValueError):
        return folder


def free_bytes(folder: Path) -> int | None:
    """Room on the disk; `None` where it cannot be told."""
    try:
        return shutil.disk_usage(_existing(folder)).free
    except (OSError, ValueError):
        return None


def write_refusal(folder: Path) -> str | None:
    """Why nothing can be written there, tried with a file without a name: rights alone do not tell. `None`: it can."""
    try:
        safe_files.probe(folder)
    except OSError as error:
        return error.strerror or ""
    return None


def is_network(folder: Path) -> bool:
    """Whether the folder lies on another computer: locks and syncs are promises there."""
    real = _real(_existing(folder))
    if sys.platform == "win32":
        return _is_remote_drive(real)
    if sys.platform == "darwin":
        return _kind_on_mac(real) in NETWORK_KINDS
    return kind_on_linux(real) in NETWORK_KINDS


def _is_remote_drive(real: Path) -> bool:
    drive = real.drive
    if drive.startswith("\\\\") and not drive.startswith("\\\\?\\"):
        return True
    import ctypes

    windows = getattr(ctypes, "windll", None)
    if windows is None:
        return False
    return bool(windows.kernel32.GetDriveTypeW(f"{drive}\\") == DRIVE_REMOTE)


def kind_on_linux(real: Path, table: Path = Path("/proc/self/mountinfo")) -> str:
    """Kind of the file system that the longest mount point belongs to; of two on one point the later."""
    try:
        lines = table.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    best, kind = -1, ""
    for line in lines:
        before, _, after = line.partition(" - ")
        words = before.split(" ")
        if len(words) < 5 or not after:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), words[4])
        if len(point) >= best and real.is_relative_to(point):
            best, kind = len(point), after.split(" ")[0]
    return kind


def _kind_on_mac(real: Path) -> str:
    """From `mount`: `//rep@server/share on /Volumes/share (smbfs, nodev, …)`."""
    import subprocess

    try:
        told = subprocess.run(["/sbin/mount"], capture_output=True, timeout=2, check=False).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
    return mac_kind(told.decode("utf-8", "surrogateescape"), real)


def mac_kind(told: str, real: Path) -> str:
    """Kind of the file system of a folder, from what `mount` tells."""
    best, kind = -1, ""
    for line in told.splitlines():
        found = re.match(r".* on (/.*) \((\w+)[,)]", line)
        if found and len(found[1]) >= best and real.is_relative_to(found[1]):
            best, kind = len(found[1]), found[2]
    return kind
