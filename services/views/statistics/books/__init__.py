"""What a case counts for, one module per book: a channel's own figures, folded from its service's events alone."""
