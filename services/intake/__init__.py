"""The "1": one window, one code per case, exactly one custodian (issue 3; design.md section 5)."""
