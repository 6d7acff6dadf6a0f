"""Early warning (排查预警、分析研判): windows over what the other services tell, and alerts that people answer (issue 7, item 5)."""
