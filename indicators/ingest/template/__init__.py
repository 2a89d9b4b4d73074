"""The template: the prefilled workbook of a geography and a year, written and read back."""

from indicators.ingest.template.fault_list import is_fault_list
from indicators.ingest.template.findings import KINDS
from indicators.ingest.template.mark import TemplateMark, identity
from indicators.ingest.template.plan import Asked, Row, rows
from indicators.ingest.template.reading import entries
from indicators.ingest.template.writing import write

__all__ = ["KINDS", "Asked", "Row", "TemplateMark", "entries", "identity", "is_fault_list", "rows", "write"]
