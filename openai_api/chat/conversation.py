"""What was said, how the next answer shall be made, and the commands that change either."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Message = dict[str, Any]

HELP = """\
/help               this
/reset              forget what was said
/system TEXT        tell the model how to behave; without a text: nothing any more
/set NAME VALUE     a field of every request, as /set temperature 0.7; without a value: its default
/set                show what is set
/model NAME         ask another model of this server
/save FILE          write the conversation down, as JSON
/quit               leave, as Ctrl-D does
A line that ends with \\ goes on in the next one. Ctrl-C stops an answer.
"""


class Leaving(Exception):
    """The user has said goodbye."""


class Mistake(Exception):
    """A command cannot be carried out. Its message says why."""


@dataclass(slots=True)
class Conversation:
    """With one model of one server."""

    model: str
    system: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    turns: list[Message] = field(default_factory=list)

    def request(self, words: str) -> dict[str, Any]:
        """The body that asks for the answer to these words, after all that was said before."""
        options = {"stream": True, "stream_options": {"include_usage": True}}
        messages = [*self.messages, {"role": "user", "content": words}]
        return {"model": self.model, "messages": messages} | self.fields | options

    @property
    def messages(self) -> list[Message]:
        system = [{"role": "system", "content": self.system}] if self.system else []
        return [*system, *self.turns]

    def remember(self, words: str, answer: str) -> None:
        """Half an answer is one too."""
        self.turns.append({"role": "user", "content": words})
        self.turns.append({"role": "assistant", "content": answer})

    def command(self, line: str) -> str:
        """Carry out a line that begins with a slash. What there is to say about it.

        :raises Leaving: for /quit.
        :raises Mistake: when it cannot be.
        """
        name, _, rest = line.strip().partition(" ")
        commands: dict[str, Callable[[str], str]] = {
            "/help": lambda _: HELP,
            "/reset": self._reset,
            "/system": self._instruct,
            "/set": self._set,
            "/model": self._choose,
            "/save": self._save,
            "/quit": self._quit,
            "/exit": self._quit,
        }
        if name not in commands:
            raise Mistake(f"There is no {name}; /help lists what there is.")
        return commands[name](rest.strip())

    def _reset(self, _: str) -> str:
        self.turns.clear()
        return "A new conversation.\n"

    def _instruct(self, text: str) -> str:
        self.system = text
        return "The model will be told.\n" if text else "The model is told nothing.\n"

    def _set(self, rest: str) -> str:
        name, _, value = rest.partition(" ")
        if not name:
            told = "".join(f"{name} {json.dumps(value)}\n" for name, value in self.fields.items())
            return told or "Nothing is set.\n"
        if name in ("model", "messages", "stream", "stream_options"):
            raise Mistake(f"{name} is not set this way.")
        if not value:
            self.fields.pop(name, None)
            return f"{name} is what the server thinks best.\n"
        self.fields[name] = read_value(value.strip())
        return f"{name} is {json.dumps(self.fields[name])}.\n"

    def _choose(self, name: str) -> str:
        self.model = name or self.model
        return f"The model is {self.model}.\n"

    def _save(self, name: str) -> str:
        if not name:
            raise Mistake("/save needs the name of a file.")
        told = {"model": self.model, "messages": self.messages} | self.fields
        try:
            with Path(name).expanduser().open("x", encoding="utf-8") as file:
                json.dump(told, file, ensure_ascii=False, indent=2)
                file.write("\n")
        except FileExistsError as error:
            raise Mistake(f"{name} is there already.") from error
        except (OSError, ValueError) as error:
            raise Mistake(f"{name} cannot be written: {error}.") from error
        return f"Saved as {name}.\n"

    def _quit(self, _: str) -> str:
        raise Leaving


def read_value(text: str) -> Any:
    """JSON, or the words themselves."""
    try:
        return json.loads(text)
    except ValueError:
        return text
