"""The parts of android/tools/resolve."""
