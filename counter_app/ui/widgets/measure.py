"""Sizes that follow the font, so that 125 % and another font family do not clip anything."""

from PySide6.QtWidgets import QWidget


def row_height(widget: QWidget) -> int:
    """Return the height of a field or button: one line of text and air."""
    return widget.fontMetrics().height() + 11


def characters(widget: QWidget, count: int) -> int:
    """Return the width of `count` average characters in the widget's font, with the field's own padding."""
    return widget.fontMetrics().horizontalAdvance("0") * count + 20
