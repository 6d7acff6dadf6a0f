"""The public ways of satisfaction: the survey by link or code, and the window \"办不成事\"; no account is needed."""
