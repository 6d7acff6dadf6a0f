"""What the views keep of each source, as pure folds over its events: JSON values, each folded in one place."""
