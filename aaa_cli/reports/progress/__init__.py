"""The progress report (voortgangsrapportage) for a steering group: one file for the sections of a kind."""
