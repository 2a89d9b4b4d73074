"""How safety goals are followed: from a handed-in figure to a result that a page shows.

A workbook or database becomes a batch with findings; an approved batch goes into the store; the store gives back
observations, small numbers already hidden; measures turn observations and the register into results; charts and
reports draw that one result; a page only chooses and shows.
"""
