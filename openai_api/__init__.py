"""The server: OpenAI's API in front of one engine.

    __main__    which command                                  serving, chat
    serving     settings, socket, exit code                     config
    server      socket -> model -> engine ... signal -> drain -> exit     model_source
    app         Quart: routes, keys, request ids, errors as JSON
    listening   where: a port, a file, TLS                      logs
    connections from accepting one to letting it go
    guard       what a head alone decides                       origins, bodies, visits
    doorway     around the application: what a request opened closes when it ends, however it ends

    a request   body             bytes -> a JSON object, or 400
                schemas          -> the fields of an endpoint, or 400 in OpenAI's words
                routes           -> what the engine is asked
                generating       -> the pieces of its answer
                sse, schemas.answers  -> one JSON answer, or a stream of them
                token_entries    logprobs, in step with the text

Every error is an `errors.ApiError` and is made in `errors` or `door_errors`. Nothing here waits for
the engine without somebody being able to leave: closing a generation is the cancel, and `doorway`
closes it.
"""
