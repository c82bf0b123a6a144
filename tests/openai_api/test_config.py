"""Settings come from flags, the environment and a file; what is wrong is said in one sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from openai_api.config import Settings, SettingsError
from openai_api.help import GROUPS, WIDTH
from openai_api.sources import read_settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "settings.yaml"
    path.write_text("model: from-file\nport: 1\nmax_model_len: 100\napi_key: [a, b]\n")
    return path


def test_flags_win_over_the_environment_and_that_over_the_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNDERSTUDY_PORT", "2")
    monkeypatch.setenv("UNDERSTUDY_MAX_MODEL_LEN", "200")
    settings = read_settings(["--config", str(file), "--max-model-len", "300"])
    assert (settings.model, settings.port, settings.max_model_len) == ("from-file", 2, 300)
    assert settings.api_key == ["a", "b"]


def test_the_environment_can_name_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNDERSTUDY_CONFIG", str(file))
    assert read_settings([]).model == "from-file"


def test_keys_of_the_file_may_be_written_like_flags(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text("model: m\nmax-model-len: 100\nnum-speculative-tokens: 0\n")
    settings = read_settings(["--config", str(path)])
    assert (settings.max_model_len, settings.num_speculative_tokens) == (100, 0)
    path.write_text("")
    assert read_settings(["--config", str(path)]).model == ""


def test_a_list_is_repeated_flags_or_words_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    flags = ["--model", "m", "--served-model-name", "a", "--served-model-name", "b"]
    assert read_settings(flags).model_names == ("a", "b")
    monkeypatch.setenv("UNDERSTUDY_SERVED_MODEL_NAME", "c, d")
    assert read_settings(["--model", "m"]).model_names == ("c", "d")


def test_a_model_is_called_what_the_user_calls_it() -> None:
    assert read_settings(["--model", "some/model"]).model_names == ("some/model",)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--model", "m", "--port", "x"], "--port is wrong: "),
        (["--model", "m", "--port", "70000"], "--port is wrong: "),
        (["--model", "m", "--max-num-seqs", "0"], "--max-num-seqs is wrong: "),
        (["--model", "m", "--dtype", "int3"], "--dtype is wrong: "),
        (["--model", "m", "--tensor-parallel-size", "2"], "--tensor-parallel-size 2 cannot be "),
        (["--model", "m", "-tp=2"], "-tp 2 cannot be heeded. A model runs on one device here, "),
        (["--model", "m", "--enable-lora"], "--enable-lora cannot be heeded. Adapters are "),
        (["--model", "m", "--kv_cache_dtype", "fp8"], "--kv_cache_dtype fp8 cannot be heeded."),
        (["--config", "nowhere.yaml"], "There is no settings file nowhere.yaml."),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(arguments: list[str], sentence: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings(arguments)
    said = str(caught.value)
    assert said.startswith(sentence)
    assert said.endswith(".") and "\n" not in said


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("modle: x\nmodel: m\n", "There is no setting --modle."),
        ("model: [\n", "The settings cannot be read: "),
        ("- model\n", "The settings cannot be read: "),
    ],
)
def test_a_wrong_file_is_said_in_one_sentence(tmp_path: Path, content: str, sentence: str) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(content)
    with pytest.raises(SettingsError, match=sentence):
        read_settings(["--config", str(path)])


def test_a_flag_that_does_not_exist_ends_the_program() -> None:
    with pytest.raises(SystemExit):
        read_settings(["--model", "m", "--moddel-len", "3"])


def test_only_what_was_said_is_told_to_the_device() -> None:
    settings = read_settings(["--model", "m", "--max-num-seqs", "3", "--dtype", "float32"])
    assert settings.checkpoint_options() == {"dtype": "float32", "device": "auto", "num_slots": 3}


def test_steps_are_recorded_unless_the_user_says_otherwise() -> None:
    settings = read_settings(["--model", "m", "--enforce-eager"])
    assert settings.checkpoint_options()["enforce_eager"] is True


def test_a_file_of_keys_adds_to_the_flags_and_is_never_empty(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text("one\ntwo\n")
    flags = ["--model", "m", "--api-key", "zero", "--api-key-file", str(file)]
    assert read_settings(flags).read_keys() == ("zero", "one", "two")
    file.write_text("\n")
    with pytest.raises(SettingsError, match="holds no key"):
        read_settings(flags).read_keys()


def test_flags_of_vllm_that_change_nothing_are_taken() -> None:
    flags = "--tensor-parallel-size=1 -pp 1 --swap-space 0 --tool-call-parser hermes"
    flags += " --disable-log-requests --enable-chunked-prefill --scheduling-policy priority"
    taken = read_settings(["--model", "m", *flags.split()])
    assert taken.model_dump() == read_settings(["--model", "m"]).model_dump()


@pytest.mark.parametrize(
    ("flags", "depth", "steady"),
    [([], 2, True), (["--async-scheduling"], 2, False), (["--no-async-scheduling"], 1, False)],
)
def test_steps_are_planned_ahead_as_far_as_is_wished(
    flags: list[str], depth: int, steady: bool
) -> None:
    config = read_settings(["--model", "m", *flags]).engine_config()
    assert (config.depth, config.steady) == (depth, steady)


def test_flags_of_vllm_with_the_same_meaning_have_it() -> None:
    flags = (
        "--no-enable-prefix-caching --max-num-seqs 3 --max-num-batched-tokens 64 --block-size 32"
    )
    flags += " --gpu-memory-utilization 0.5 --async-scheduling --disable-uvicorn-access-log"
    flags += " --trust-remote-code --deterministic"
    settings = read_settings(["--model", "m", *flags.split()])
    config, options = settings.engine_config(), settings.checkpoint_options()
    assert (config.prefix_cache, config.step_tokens, config.depth) == (False, 64, 2)
    assert not settings.access_log
    assert options["num_slots"] == 3
    assert options["block_size"] == 32
    assert options["memory_utilization"] == 0.5
    assert options["trust_remote_code"] is True
    assert options["deterministic"] is True


def test_without_a_model_the_box_is_served_and_it_reads_ahead() -> None:
    settings = read_settings([])
    assert settings.model_names == ("understudy-demo",)
    assert settings.embedding_names == ("understudy-demo-embedder",)
    assert settings.engine_config().draft > 0
    assert str(settings.checkpoint_options()["draft_model"]).endswith("understudy")


def test_a_model_of_ones_own_leaves_the_box_shut() -> None:
    settings = read_settings(["--model", "m"])
    assert settings.lead == "m"
    assert settings.embedder is None


def test_the_step_s_time_reaches_the_engine() -> None:
    settings = read_settings(["--model", "m", "--step-milliseconds", "250"])
    assert settings.engine_config().step_seconds == 0.25


@pytest.mark.parametrize("said, told", [("int4", "int4"), ("none", None), ("None", None)])
def test_rounding_reaches_the_device(said: str, told: str | None) -> None:
    settings = read_settings(["--model", "m", "--quantization", said])
    assert settings.checkpoint_options().get("quantization") == told


def test_help_tells_every_setting_once_and_in_its_group(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        read_settings(["--model", "m", "--help"])
    assert ended.value.code == 0
    text = capsys.readouterr().out
    hidden = {"device_name", "device_options"}
    for name, field in Settings.model_fields.items():
        flags = re.findall(rf"^  --(no-)?{name.replace('_', '-')}(?![\w-])", text, re.MULTILINE)
        assert len(flags) == (name not in hidden), name
        assert (flags == ["no-"]) == (field.default is True), name
    for title in GROUPS.values():
        assert f"\n\n{title}:\n  --" in text
    assert max(map(len, text.splitlines())) <= WIDTH


def test_every_group_begins_with_a_setting() -> None:
    assert set(GROUPS) <= set(Settings.model_fields)


@pytest.mark.parametrize(
    ("said", "drafts", "casting"),
    [
        (["--num-speculative-tokens", "3"], 3, {}),
        (["--speculative-method", "off"], 0, {}),
        (["--speculative-config", '{"num_speculative_tokens": 5}'], 5, {}),
        (
            ["--speculative-config", '{"method": "ngram", "prompt_lookup_max": 6}'],
            8,
            {"method": "ngram", "prompt_lookup_max": 6},
        ),
        (
            ["--speculative-config", '{"method": "ngram"}', "--speculative-method", "suffix"],
            8,
            {"method": "suffix"},
        ),
        (["--speculative-config", '{"model": "small"}'], 8, {"draft_model": "small"}),
        (["--speculative-model", "small"], 8, {"draft_model": "small"}),
        (
            [
                "--speculative-config",
                '{"method": "eagle3", "model": "head", "num_speculative_tokens": 3}',
            ],
            3,
            {"method": "eagle3", "draft_model": "head"},
        ),
        (["--speculative-config", '{"method": "mtp"}'], 8, {"method": "mtp"}),
        (["--speculative-config", '{"method": "deepseek_mtp"}'], 8, {"method": "mtp"}),
    ],
)
def test_what_is_said_of_reading_ahead_reaches_engine_and_device(
    said: list[str], drafts: int, casting: dict[str, object]
) -> None:
    settings = read_settings(["--model", "m", *said])
    assert settings.engine_config().draft == drafts
    assert settings.checkpoint_options().items() >= casting.items()
    assert casting or "method" not in settings.checkpoint_options()
    assert "draft_model" not in settings.checkpoint_options() or "draft_model" in casting


@pytest.mark.parametrize("wrong", ['{"method": "eagle9"}', '{"speed": 1}', "5", "{"])
def test_nonsense_about_reading_ahead_is_refused(wrong: str) -> None:
    with pytest.raises(SettingsError, match="speculative"):
        read_settings(["--model", "m", "--speculative-config", wrong])
