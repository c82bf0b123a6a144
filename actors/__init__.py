"""The engine: five actors in a ring, joined by bounded channels, around one device.

     client                                                            client
       | Engine.generate(Request)      a permit, or Overloaded            ^ Piece
       v                                                                  |
     ENGINE --- opens one Log for each sample ----------------------->  Log
       | Tokenize                                                         ^ commit, tell
       v                                                                  |
     TOKENIZER                                                       DETOKENIZER
       | Submit                                                           ^  | Cancel
       v                                        Emit: one for each turn   |  | (stop string)
     SCHEDULER ----------------------------------------------------------+  |
       ^    |  ^------------------------------------------------------------+
       |    | Plan: who runs, how far at most; Release: who leaves
       |    v
       |  KV CACHE
       |    | Batch: in which blocks, from which position
       |    v
       |  RUNNER <====== Step, StepResult over a socket ======> device process
       |    | StepDone: what the device decided
       +----+

The scheduler decides who, the KV cache decides where, the device decides what. A step is one
Plan, one Batch and one StepDone; `depth` of them may be under way at once. Then three views of a
request differ, and each is right in its own place: the scheduler's lags by the steps in flight, the
KV cache holds upper bounds, the device is exact.

Actors tell and never ask. A `handle` never waits, and neither does a send: what is alive is limited
by permits, so every inbox has room, with the proof in `actors.ring`.

Nothing in the ring is precious. Tokens are committed to a log before a client sees their text, and
the logs live outside. When any part fails, the supervisor ends all of it and builds another ring;
every living log enters that one with its prompt and what it has committed, and since a token is a
function of (seed, position, text so far), its client reads on and notices nothing.

Read `messages` first, then `scheduler`, `kv_cache`, `runner`, `detokenizer`; `log`, `ring` and
`supervisor` tell how it survives.
"""
