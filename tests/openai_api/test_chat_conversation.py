"""The conversation in a terminal: what is sent, and what its commands do."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import NoReturn

import pytest

from openai_api.chat.command import HOW_TO_LEAVE, Chat
from openai_api.chat.conversation import HELP, Conversation, Leaving, Mistake
from openai_api.chat.remote import Remote
from openai_api.chat.screen import Screen


def test_everything_that_was_said_goes_along() -> None:
    conversation = Conversation("m", "Be brief.")
    conversation.remember("Hello", "Hi")
    told = conversation.request("And now?")["messages"]
    assert [message["role"] for message in told] == ["system", "user", "assistant", "user"]
    assert told[-1]["content"] == "And now?"


def test_reset_forgets_and_keeps_the_settings() -> None:
    conversation = Conversation("m")
    conversation.remember("Hello", "Hi")
    conversation.command("/set temperature 0.7")
    conversation.command("/reset")
    body = conversation.request("Hello")
    assert len(body["messages"]) == 1 and body["temperature"] == 0.7


@pytest.mark.parametrize(
    ("value", "means"), [("0.7", 0.7), ("[1, 2]", [1, 2]), ("high", "high"), ("true", True)]
)
def test_a_value_is_json_or_a_word(value: str, means: object) -> None:
    conversation = Conversation("m")
    conversation.command(f"/set some_field {value}")
    assert conversation.request("Hello")["some_field"] == means


def test_a_field_without_a_value_is_the_servers_again() -> None:
    conversation = Conversation("m")
    conversation.command("/set seed 7")
    assert "seed 7" in conversation.command("/set")
    conversation.command("/set seed")
    assert "seed" not in conversation.request("Hello")


@pytest.mark.parametrize(
    "line", ["/nothing", "/set stream false", "/set messages []", "/save", "/save /nowhere/file"]
)
def test_a_mistake_changes_nothing_and_says_why(line: str) -> None:
    conversation = Conversation("m")
    with pytest.raises(Mistake, match=r"\.$"):
        conversation.command(line)
    assert conversation == Conversation("m")


def test_a_conversation_is_saved_once(tmp_path: Path) -> None:
    conversation = Conversation("m", "Be brief.")
    conversation.remember("Hello", "Grüß dich")
    file = tmp_path / "said.json"
    conversation.command(f"/save {file}")
    told = json.loads(file.read_text("utf-8"))
    assert told["messages"] == conversation.messages
    with pytest.raises(Mistake, match="there already"):
        conversation.command(f"/save {file}")


def test_the_model_and_the_system_prompt_can_be_changed() -> None:
    conversation = Conversation("m")
    conversation.command("/system Speak Latin. Always.")
    conversation.command("/model other")
    body = conversation.request("Hello")
    assert body["model"] == "other" and body["messages"][0]["content"] == "Speak Latin. Always."
    conversation.command("/system")
    assert len(conversation.request("Hello")["messages"]) == 1


def test_help_names_every_command_and_quit_leaves() -> None:
    conversation = Conversation("m")
    assert conversation.command("/help") == HELP
    for line in ("/quit", "/exit"):
        with pytest.raises(Leaving):
            conversation.command(line)


def test_no_model_moves_the_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("NO_COLOR", "1")
    out = Terminal()
    Screen(out, Terminal()).say("a\x1b[2Jb\x9b2Jc\r\n\td")
    assert out.getvalue() == "a[2Jb2Jc\n\td"


class Keyboard(io.StringIO):
    """A terminal whose user presses Ctrl-C again whenever something was shown, and then Ctrl-D."""

    def __init__(self, num_presses: int) -> None:
        super().__init__()
        self.num_left = num_presses

    def isatty(self) -> bool:
        return True

    def press(self, *_: object) -> NoReturn:
        if not self.num_left:
            raise EOFError
        self.num_left -= 1
        raise KeyboardInterrupt

    def flush(self) -> None:
        if self.num_left and HOW_TO_LEAVE.strip() in self.getvalue():
            self.press()


def test_however_often_ctrl_c_is_pressed_the_chat_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    keyboard = Keyboard(5)
    monkeypatch.setattr("builtins.input", keyboard.press)
    screen = Screen(keyboard, keyboard)
    chat = Chat(Remote("http://localhost:1/v1", ""), Conversation("m"), screen, keyboard)
    assert chat.run() == 0
    assert keyboard.getvalue().count(HOW_TO_LEAVE.strip()) == 5
