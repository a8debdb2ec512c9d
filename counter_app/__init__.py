"""The reception counter of a Vietnamese public office."""

__version__ = "0.1.0"
