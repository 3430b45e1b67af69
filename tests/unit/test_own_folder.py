"""A model in a folder of the user's own: what its files' names tell, and what is told of its faults."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from onnx_asr.loader import create_asr_resolver

from rapidwhisper.core.problem import Code, ProblemError
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers.local.chosen import chosen_model, hindrance, spec_of

NEMO = ("encoder-model{}.onnx", "decoder_joint-model{}.onnx", "vocab.txt")
WHISPER = ("onnx/encoder_model{}.onnx", "onnx/decoder_model_merged{}.onnx", "vocab.json", "added_tokens.json")
VOSK = ("am-onnx/encoder{}.onnx", "am-onnx/decoder{}.onnx", "am-onnx/joiner{}.onnx", "lang/tokens.txt")
GIGAAM = (
    *(f"v3_e2e_rnnt_{part}{{}}.onnx" for part in ("encoder", "decoder", "joint")),
    "v3_e2e_rnnt_vocab.txt",
)


def fill(folder: Path, *files: str, quantization: str = "", model_type: str | None = None) -> Settings:
    """The settings that choose it."""
    for name in files:
        path = folder / name.format(quantization)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    if model_type is not None:
        (folder / "config.json").write_text(json.dumps({"model_type": model_type}))
    return Settings(ai_provider="local", local_model=str(folder))


def reason(settings: Settings) -> str:
    found = hindrance(settings)
    assert found is not None
    assert found.code is Code.LOCAL_MODEL_UNKNOWN
    assert found.facts["model"] == settings.local_model
    return found.facts["reason"]


@pytest.mark.parametrize(
    ("files", "model_type", "kind"),
    [
        (NEMO, "nemo-conformer-tdt", "nemo-conformer-tdt"),
        (NEMO, "nemo-conformer-rnnt", "nemo-conformer-rnnt"),
        (NEMO, "nemo-parakeet-tdt-0.6b-v3", "nemo-conformer-tdt"),
        (("encoder-model{}.onnx", "decoder-model{}.onnx", "vocab.txt"), None, "nemo-conformer-aed"),
        (("model{}.onnx", "vocab.txt"), None, "nemo-conformer-ctc"),
        (GIGAAM, None, "gigaam-v3-e2e-rnnt"),
        (("v3_e2e_ctc{}.onnx", "v3_e2e_ctc_vocab.txt"), None, "gigaam-v3-e2e-ctc"),
        (("v2_ctc{}.onnx", "v2_vocab.txt"), None, "gigaam-v3-ctc"),
        (
            ("v2_rnnt_encoder{}.onnx", "v2_rnnt_decoder{}.onnx", "v2_rnnt_joint{}.onnx", "v2_vocab.txt"),
            None,
            "gigaam-v3-rnnt",
        ),
        (("multilingual_ctc{}.onnx", "multilingual_vocab.txt"), None, "gigaam-multilingual-ctc"),
        (
            ("whisper-base_beamsearch{}.onnx", "vocab.json", "added_tokens.json"),
            "whisper",
            "whisper-ort",
        ),
        (WHISPER, "whisper", "whisper"),
        (tuple(name.removeprefix("onnx/") for name in WHISPER), "whisper", "whisper"),
        (VOSK, None, "kaldi-rnnt"),
        (("model{}.onnx",), "t-one-ctc", "t-one-ctc"),
    ],
)
@pytest.mark.parametrize("quantization", ["", ".int8", "_fp16"])
def test_every_layout_that_onnx_asr_reads_is_known(
    files: tuple[str, ...], model_type: str | None, kind: str, quantization: str, tmp_path: Path
) -> None:
    settings = fill(tmp_path, *files, quantization=quantization, model_type=model_type)
    spec = spec_of(settings)
    assert (spec.kind, spec.quantization, spec.folder) == (kind, quantization[1:], str(tmp_path))
    resolver = create_asr_resolver(spec.kind, spec.folder, offline=True)
    found = resolver.resolve_model(quantization=spec.quantization or None)
    assert all(path.is_file() for path in found.values())


def test_of_several_quantizations_a_small_one_is_taken_and_the_whole_rather_than_what_only_gpus_do_fast(
    tmp_path: Path,
) -> None:
    settings = fill(tmp_path, *WHISPER, quantization="_fp16")
    assert spec_of(settings).quantization == "fp16"
    fill(tmp_path, *WHISPER)
    assert spec_of(settings).quantization == ""
    fill(tmp_path, *WHISPER, quantization="_int8")
    assert spec_of(settings).quantization == "int8"


def test_a_quantization_counts_only_if_all_parts_have_it(tmp_path: Path) -> None:
    settings = fill(tmp_path, *NEMO, model_type="nemo-conformer-tdt")
    (tmp_path / "encoder-model.int8.onnx").touch()
    assert spec_of(settings).quantization == ""


def test_of_several_models_the_one_that_its_config_names_is_taken(tmp_path: Path) -> None:
    settings = fill(tmp_path, *GIGAAM, "v3_ctc{}.onnx", "v3_vocab.txt")
    assert spec_of(settings).kind == "gigaam-v3-e2e-rnnt"
    fill(tmp_path, model_type="gigaam-v3-ctc")
    assert spec_of(settings).kind == "gigaam-v3-ctc"


def test_a_folder_below_the_home_may_be_written_with_a_tilde(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    settings = replace(fill(tmp_path / "my model", "model{}.onnx", "vocab.txt"), local_model="~/my model")
    assert spec_of(settings).folder == str(tmp_path / "my model")
    assert chosen_model(settings).name == "~/my model"


def test_what_does_not_exist_is_neither_a_model_nor_a_folder(tmp_path: Path) -> None:
    for name in ("whisper-gigantic", str(tmp_path / "gone"), "~nobody-of-this-name/model", ""):
        assert "no" in reason(Settings(ai_provider="local", local_model=name))


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    fill(tmp_path, "model{}.onnx")
    assert "folder is needed" in reason(
        Settings(ai_provider="local", local_model=str(tmp_path / "model.onnx"))
    )


def test_a_folder_with_something_else_in_it_holds_no_model(tmp_path: Path) -> None:
    assert "no model" in reason(fill(tmp_path, "ggml-base.bin", "README.md", model_type="llama"))


@pytest.mark.parametrize("missing", NEMO)
def test_the_one_file_that_is_missing_is_named(missing: str, tmp_path: Path) -> None:
    there = [name for name in NEMO if name != missing]
    settings = fill(tmp_path, *there, quantization=".int8", model_type="nemo-conformer-tdt")
    assert reason(settings) == f"the file {missing.format('.int8')} is missing"


def test_parts_in_different_quantizations_are_no_model(tmp_path: Path) -> None:
    settings = fill(tmp_path, "encoder-model.onnx", "decoder_joint-model.int8.onnx", "vocab.txt")
    assert reason(settings) == "the file encoder-model.int8.onnx is missing"


def test_where_the_files_do_not_tell_the_kind_its_config_must(tmp_path: Path) -> None:
    assert "nemo-conformer-tdt, nemo-conformer-rnnt" in reason(fill(tmp_path, *NEMO))


@pytest.mark.parametrize("content", ["not json", "[]"])
def test_a_config_that_cannot_be_read_is_told(content: str, tmp_path: Path) -> None:
    settings = fill(tmp_path, *NEMO)
    (tmp_path / "config.json").write_text(content)
    assert reason(settings) == "config.json cannot be read"


def test_an_unusable_folder_is_not_given_to_the_engine(tmp_path: Path) -> None:
    with pytest.raises(ProblemError):
        spec_of(fill(tmp_path, "README.md"))
