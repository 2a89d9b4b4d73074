"""From files and databases to observations, each with the cell it came from."""
