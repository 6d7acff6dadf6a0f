"""The Chinese web console for staff: server-rendered pages that only call the other services' HTTP (design.md section 1)."""
