"""Everything that the engine raises or tells a client. The tree is the contract:

    UnderstudyError
      Refused                 at the door: nothing was started, try again or elsewhere
        Overloaded            no permit left; carries `retry_after` seconds
        Draining              the engine is stopping, or has given up
        Quarantined           this very request killed the device before
      RequestFailed           this request ended in an error, nobody else's did
        PromptTooLong         the prompt does not fit; carries both numbers
        PromptRejected        the prompt cannot be rendered or encoded
          ArgumentRejected    by an argument for the chat template
        RequestQuarantined    the device died of this request, alone, again
        NothingFollows        its parameters or its grammar leave no token that may follow
        DeviceRowFailed       the device could not decide on a token (NaN logits, say)
        EngineStopped         the engine stopped or gave up before the end
        InternalFailure       a bug met by this request alone
      RingFailed              a part of the ring died; the supervisor builds a new ring
        DeviceLost            the device process ended
          DeviceRefused       it cannot load, for a reason that the user can mend
        DeviceHung            no sign of life within the deadline
        DeviceBroken          the device answered what it may not answer
        ActorDied             an actor raised, or returned early
        RingStuck             the canary did not come home
        LogConflict           a token contradicts the log: the promise would break
      EngineFailed            too many rings died: `Engine.run` raises it, the process must end

A bad request is a `RequestFailed` that reaches its own client as the end of its stream. A bad
engine is an exception that reaches the supervisor. Messages are complete sentences.
"""

from __future__ import annotations

from models.batch import CLIENTS_ERRORS


class UnderstudyError(Exception):
    """Anything that this package raises on purpose."""


class Refused(UnderstudyError):
    """The door stays shut; nothing was started."""


class Overloaded(Refused):
    """Every permit is taken."""

    def __init__(self, retry_after: float) -> None:
        super().__init__("The server is at its limit of requests. Try again later.")
        self.retry_after = retry_after


class Draining(Refused):
    """The engine takes nothing new any more."""

    def __init__(self) -> None:
        super().__init__("The server is shutting down.")


class Quarantined(Refused):
    """The same prompt killed the device a short while ago."""

    def __init__(self) -> None:
        super().__init__("This request made the device fail before and is refused for a while.")


class RequestFailed(UnderstudyError):
    """One request ended in an error."""


class PromptTooLong(RequestFailed):
    """The prompt leaves no room for a single token."""

    def __init__(self, num_tokens: int, limit: int) -> None:
        super().__init__(
            "Input tokens exceed the configured limit: this model's maximum context length is "
            f"{limit} tokens, and the prompt has {num_tokens}."
        )
        self.num_tokens = num_tokens
        self.limit = limit


class PromptRejected(RequestFailed):
    """The prompt cannot be made into tokens."""


class ArgumentRejected(PromptRejected):
    """A chat template is given something that is not for clients to set."""


class RequestQuarantined(RequestFailed):
    """The device died while it computed this request, and only this request."""

    def __init__(self) -> None:
        super().__init__("The device failed repeatedly on this request.")


class NothingFollows(RequestFailed):
    """What the client asked for cannot be had."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The request's own parameters leave no way to go on: {why}.")


class DeviceRowFailed(RequestFailed):
    """The device gave up on one row."""


class EngineStopped(RequestFailed):
    """The engine ended before the request did."""

    def __init__(self) -> None:
        super().__init__("The server stopped before this request was complete.")


class InternalFailure(RequestFailed):
    """Something broke that should not have, and only for this request."""

    def __init__(self) -> None:
        super().__init__("The server met an internal error with this request.")


class RingFailed(UnderstudyError):
    """A part of the ring is gone, so all of it is."""


class DeviceLost(RingFailed):
    """The device process ended."""


class DeviceRefused(DeviceLost):
    """The device cannot load, and trying again is no use."""


class DeviceHung(RingFailed):
    """The device showed no progress within its deadline."""


class DeviceBroken(RingFailed):
    """The device's answer contradicts the request."""


class ActorDied(RingFailed):
    """An actor raised, or returned although nobody had asked it to."""


class RingStuck(RingFailed):
    """A token that the engine asked of itself did not arrive in time."""


class LogConflict(RingFailed):
    """A decided token differs from what was committed at its place, or leaves a gap before it."""


class EngineFailed(UnderstudyError):
    """The ring failed too often; somebody above must decide."""


def failure_of(error: str) -> RequestFailed:
    """What the device says of a row, as its client is told."""
    if error in CLIENTS_ERRORS:
        return NothingFollows(error)
    return DeviceRowFailed(f"The device could not decide on a token ({error}).")
