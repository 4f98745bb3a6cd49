"""The article's table: the virtual machines."""

from __future__ import annotations

from hivetool.hive.upcase import upcase
from hivetool.report.inspection import Inspection
from hivetool.report.table import View

from .resources import NOTES, table


def view(inspection: Inspection) -> View:
    """A row for each virtual machine, by name."""
    machines = [view for view in inspection.resources if view.resource.is_virtual_machine]
    machines.sort(key=lambda view: (upcase(view.label), view.resource.id))
    return View("vms", "Virtual machines", (table(inspection, "Virtual machines", machines),), notes=NOTES)
