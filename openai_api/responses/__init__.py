"""POST /v1/responses and what belongs to it: a chat completion, told in other words.

schemas   what clients send; tool_schemas: the tools among it
offers    tools become the functions of a chat, and its calls become theirs
turns     input items become the messages of a chat
telling   a chat's chunks become output items, and the events that tell of them
store     responses that may be asked for again, as many as fit
"""
