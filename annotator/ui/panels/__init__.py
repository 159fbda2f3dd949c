"""The parts of the window around the texts, each in a dock."""
