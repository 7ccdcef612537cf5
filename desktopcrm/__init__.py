"""DesktopCRM's core: facts, rules, storage and services, without a window.

Every way in passes here first, so this file also has to be understood by the Pythons it turns away: no annotations, no imports
beyond ``sys``.
"""

import sys

__version__ = "0.1.0"

if sys.version_info < (3, 11):
    sys.stderr.write(
        "DesktopCRM needs Python 3.11 or newer; this is Python %d.%d. / "  # noqa: UP031
        "DesktopCRM \u9700\u8981 Python 3.11 \u6216\u66f4\u9ad8\u7248\u672c\u3002\n" % sys.version_info[:2]
    )
    sys.exit(1)
