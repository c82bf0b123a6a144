"""What clients send, as pydantic models, and what they get, as msgspec structs."""
