"""Swedish sentences computed from results: titles, reasons, facts, alt texts; never a number or claim of their own."""
