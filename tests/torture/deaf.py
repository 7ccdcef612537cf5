"""Takes the network away from a process and all it starts: whoever asks the system for an internet socket dies.

A filter in the kernel sees native code as well as Python. Linux on the usual machines; elsewhere only the audit hook of
the tests watches.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import struct
import sys

CALLS = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""machine → (its number for the kernel, the number of the call `socket`)"""
FAMILIES = (2, 10)  # AF_INET, AF_INET6
DEATH = -int(signal.SIGSYS) if hasattr(signal, "SIGSYS") else 0
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_LOAD, _IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_NUMBER, _MACHINE, _FIRST = 0, 4, 16  # places of the call's number, the machine and the first argument


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def lacking() -> str:
    """Why a process cannot be made deaf here; empty where it can."""
    if not sys.platform.startswith("linux") or platform.machine() not in CALLS:
        return "internet sockets are forbidden by the kernel on Linux only"
    return ""


def become_deaf() -> None:
    """From now on, for this process and its children, for good."""
    machine, call = CALLS[platform.machine()]
    steps = [
        (_LOAD, 0, 0, _MACHINE), (_IF_EQUAL, 0, 5, machine), (_LOAD, 0, 0, _NUMBER), (_IF_EQUAL, 0, 3, call),
        (_LOAD, 0, 0, _FIRST), (_IF_EQUAL, 2, 0, FAMILIES[0]), (_IF_EQUAL, 1, 0, FAMILIES[1]),
        (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _KILL),
    ]  # fmt: skip
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    program = _Program(len(steps), code)
    system = ctypes.CDLL(None, use_errno=True)
    if system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or system.prctl(_SECCOMP, _FILTER, ctypes.byref(program)):
        raise OSError(ctypes.get_errno(), "the kernel takes no filter")


if __name__ == "__main__":
    become_deaf()
    os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
