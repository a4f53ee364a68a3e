"""Running the site: one command that keeps a web server and a worker going."""
