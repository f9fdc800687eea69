"""The traffic of the bus: its rows (rows.py), and how they are shown (view.py). The demo desktop has them too."""
