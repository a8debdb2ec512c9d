"""A window with one field and the wedge filter, run as a program of its own under a real window system.

Prints `ready`, then every scan as `scan TEXT`; on a line of standard input it prints `field TEXT` and ends.
"""

import sys

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication, QLineEdit

from counter_app.devices.drivers.wedge_filter import WedgeFilter


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Show the field and tell what arrives."""
    application = QApplication([])
    field = QLineEdit()
    field.setWindowTitle("wedge")
    watching = WedgeFilter(application)
    watching.scanned.connect(lambda text: _tell(f"scan {text}"))
    watching.install()
    field.returnPressed.connect(lambda: _tell(f"entered {field.text()}"))
    asked = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    asked.activated.connect(application.quit)
    field.show()
    field.activateWindow()
    field.setFocus()
    _tell("ready")
    application.exec()
    watching.remove()
    _tell(f"field {field.text()}")


if __name__ == "__main__":
    main()
