"""The corrections of one asset and what everything else did in them: tables, the answer, the split, the chart."""
