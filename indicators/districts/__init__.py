"""Results of the pages that compare districts with the city, with each other and over time."""
