"""Reports as files: Excel, CSV, and the monthly briefing (通报) as a document."""
