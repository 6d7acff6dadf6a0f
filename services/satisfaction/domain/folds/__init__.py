"""What is true of invitations and rectifications after an event."""
