"""`python -m openai_api chat`: a conversation in the terminal."""
