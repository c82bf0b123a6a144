"""What texts tell of each kind of subject, and how it is asked for."""
