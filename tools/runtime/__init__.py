"""Builds `static/runtime/<version>/`: everything the page needs to run Python, served from our own origin."""
