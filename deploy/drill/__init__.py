"""The fault drill: what design.md section 3 promises, tried on real servers (issue 3, `make drill`)."""
