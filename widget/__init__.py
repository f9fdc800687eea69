"""The agent widget."""

__version__ = "0.1.0"
"""The version of the product. pyproject.toml takes it from here."""
