"""POST /v1/messages and what belongs to it: a chat completion, in Anthropic's words.

schemas   what clients send
turns     blocks become the messages of a chat
telling   a chat's chunks become blocks, and the events that tell of them
models    the list of what may be asked for
wording   errors, in the shape that these clients know
"""
