"""Drawings from results: Vega-Lite specifications and SVG as plain data, no numbers of their own."""
