"""The conformance kit: asks the desktop that frames it what the widget asks, and says of each rule whether it holds."""
