"""Search: cases by names, numbers and words of the registration, any two characters or more of them."""
