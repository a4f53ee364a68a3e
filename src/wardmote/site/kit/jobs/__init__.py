"""Long work: queued, followed live, cancelled, tried again; a killed worker loses nothing."""
