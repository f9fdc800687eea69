"""The demo desktop: an agent desktop that embeds the widget, with a simulated LCM behind it."""
