"""The provider's page: what is known of each, what can be filled in, and whether it works."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton, QWidget

from rapidwhisper.core.check import Check, Verdict
from rapidwhisper.core.measured import Measured
from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.provider_card import Model, Nearby, ProviderCard
from rapidwhisper.core.settings import DEFAULTS
from rapidwhisper.core.words import phrase
from rapidwhisper.ui.link import Link
from rapidwhisper.ui.settings import provider
from rapidwhisper.ui.settings.dialog import SettingsDialog
from rapidwhisper.windows import CARDS
from tests.rig.settings_desk import Desk, child, press, type_into

CUSTOM = next(card for card in CARDS if card.name == "custom")
VLLM = next(preset for preset in CUSTOM.presets if preset.name == "vllm")
ANSWERS = Check("provider/custom", Verdict.OK, phrase("Check", "It answers."))
HEARD = Check(
    "provider/custom/speech", Verdict.OK, phrase("Check", "It heard “{text}”.").filled(text="hello")
)


def said(dialog: SettingsDialog, name: str) -> str:
    """What the label says; empty while it is not seen."""
    label = child(dialog, QLabel, name)
    return str(label.text()) if label.isVisible() else ""


def value(dialog: SettingsDialog, key: str) -> str:
    return dialog._rows[key].field.text()


def choose(dialog: SettingsDialog, name: str, label: str) -> None:
    box = child(dialog, QComboBox, name)
    box.setCurrentIndex(box.findText(label))
    box.activated.emit(box.currentIndex())


def sees(dialog: SettingsDialog, name: str) -> bool:
    return bool(child(dialog, QWidget, name).isVisible())


# who


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)
def test_price_and_privacy_of_the_chosen_one_are_told_with_their_source(
    desk: Desk, card: ProviderCard
) -> None:
    desk.settings = replace(DEFAULTS, ai_provider=card.name)
    dialog = desk.open()
    assert said(dialog, "about_provider") == f"Price: {card.price}. {card.privacy.sentence}"
    source = child(dialog, Link, "privacy_source")
    assert source.isVisible() is bool(card.privacy.source)
    assert source.toolTip() == card.privacy.source


def test_the_end_of_a_model_is_told_where_it_is_chosen(desk: Desk) -> None:
    desk.settings = replace(DEFAULTS, ai_provider="openai", openai_model="whisper-1")
    dialog = desk.open()
    assert said(dialog, "model/OPENAI_MODEL") == "whisper-1: ends on 2027-02-26."
    type_into(dialog, "OPENAI_MODEL", "gpt-transcribe")
    assert said(dialog, "model/OPENAI_MODEL") == ""


# presets


def test_a_preset_fills_in_its_fields_and_says_how_its_server_is_started(desk: Desk) -> None:
    dialog = desk.open()
    choose(dialog, "presets/custom", "vLLM")
    assert dialog.changes() == dict(VLLM.values)
    assert said(dialog, "preset_note/custom") == VLLM.note
    assert said(dialog, "start_command/custom") == VLLM.start
    assert child(dialog, Link, "docs/custom").toolTip() == VLLM.docs
    press(dialog, "copy_command/custom")
    assert QGuiApplication.clipboard().text() == VLLM.start


def test_the_preset_that_the_fields_amount_to_is_shown_again(desk: Desk) -> None:
    desk.settings = replace(desk.settings, custom_server="vllm", custom_base_url="https://gpu.example/v1/")
    dialog = desk.open()
    assert child(dialog, QComboBox, "presets/custom").currentText() == "vLLM"
    choose(dialog, "CUSTOM_SERVER", "Recognised by its answers")
    assert child(dialog, QComboBox, "presets/custom").currentIndex() == -1
    assert not sees(dialog, "start_command/custom")


def test_only_the_presets_of_the_chosen_provider_are_seen(desk: Desk) -> None:
    dialog = desk.open()
    assert (sees(dialog, "presets/custom"), sees(dialog, "presets/glm")) == (True, False)
    choose(dialog, "AI_PROVIDER", "GLM (Zhipu)")
    assert (sees(dialog, "presets/custom"), sees(dialog, "presets/glm")) == (False, True)
    assert child(dialog, QComboBox, "presets/glm").currentText() == "Zhipu (open.bigmodel.cn)"


# a server nearby


def test_a_server_that_runs_here_is_offered_whoever_is_chosen_and_can_be_taken(desk: Desk) -> None:
    desk.settings = replace(DEFAULTS, ai_provider="groq")
    desk.provider.running = (Nearby(VLLM, "http://127.0.0.1:8000/v1/"),)
    dialog = desk.open()
    assert said(dialog, "nearby/vllm") == "vLLM is running on this computer."
    press(dialog, "use_nearby/vllm")
    assert dialog.changes() == {
        "AI_PROVIDER": "custom",
        **dict(VLLM.values),
        "CUSTOM_BASE_URL": "http://127.0.0.1:8000/v1/",
    }
    assert sees(dialog, "CUSTOM_BASE_URL")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_a_server_that_is_in_use_is_not_offered_whatever_this_computer_is_called(
    desk: Desk, host: str
) -> None:
    desk.settings = replace(desk.settings, custom_base_url=f"http://{host}:8000/v1")
    desk.provider.running = (Nearby(VLLM, "http://127.0.0.1:8000/v1/"),)
    assert desk.open().findChild(QWidget, "nearby/vllm") is None


@pytest.mark.parametrize(
    "url", ["http://localhost:8001/v1/", "https://localhost:8000/v1/", "http://nas:8000/v1/"]
)
def test_another_server_than_the_one_in_use_is_offered(desk: Desk, url: str) -> None:
    desk.settings = replace(desk.settings, custom_base_url=url)
    desk.provider.running = (Nearby(VLLM, "http://127.0.0.1:8000/v1/"),)
    assert sees(desk.open(), "use_nearby/vllm")


def test_a_server_that_is_started_while_the_page_is_open_is_noticed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider, "LOOK_AGAIN_MS", 1)
    dialog = desk.open()
    assert dialog.findChild(QWidget, "nearby/vllm") is None
    desk.provider.running = (Nearby(VLLM, "http://127.0.0.1:8000/v1/"),)
    desk.qtbot.waitUntil(lambda: dialog.findChild(QWidget, "nearby/vllm") is not None)


def test_nobody_looks_for_servers_while_the_page_is_not_seen(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider, "LOOK_AGAIN_MS", 1)
    dialog = desk.open()
    assert dialog._provider._look_again.isActive()
    dialog.hide()
    assert not dialog._provider._look_again.isActive()


def test_the_look_for_servers_ends_with_its_page(desk: Desk) -> None:
    """A running timer that the garbage collector takes on another thread ends the program a little later."""
    page = desk.open()._provider
    assert page._look_again.parent() is page


# the address


def test_while_an_address_is_typed_one_sees_what_becomes_of_it(desk: Desk) -> None:
    dialog = desk.open()
    type_into(dialog, "CUSTOM_BASE_URL", "localhost:8000/v1/models")
    assert said(dialog, "address/CUSTOM_BASE_URL") == "Will be used as http://localhost:8000/v1/."
    assert not sees(dialog, "better/CUSTOM_BASE_URL")
    type_into(dialog, "CUSTOM_BASE_URL", "localhost:8000")
    press(dialog, "better/CUSTOM_BASE_URL")
    assert value(dialog, "CUSTOM_BASE_URL") == "http://localhost:8000/v1/"
    assert said(dialog, "address/CUSTOM_BASE_URL") == ""


def test_what_is_wrong_with_an_address_is_told_once(desk: Desk) -> None:
    dialog = desk.open()
    type_into(dialog, "CUSTOM_BASE_URL", "ftp://localhost")
    told = "This address cannot be used: it must begin with http:// or https://."
    assert said(dialog, "address/CUSTOM_BASE_URL") == told
    dialog._judge()
    assert said(dialog, "verdict") == ""


# nothing leaves this computer


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)
def test_whoever_is_elsewhere_is_refused_in_sight_of_the_switch_that_does_it(
    desk: Desk, card: ProviderCard
) -> None:
    desk.settings = replace(DEFAULTS, ai_provider=card.name, custom_base_url="https://speech.invalid/v1")
    dialog = desk.open()
    child(dialog, QCheckBox, "LOCAL_ONLY").click()
    dialog._judge()
    refused = said(dialog, "verdict")
    if card.name == "local":
        assert refused == ""
    else:
        assert refused.startswith("Nothing may leave this computer, and ")
        assert refused.endswith("or switch “Nothing leaves this computer” off.")


# the models


def test_the_servers_models_can_be_chosen_and_any_other_typed(desk: Desk) -> None:
    dialog = desk.open()
    press(dialog, "list/CUSTOM_MODEL")
    desk.provider.listed((Model("whisper-1"), Model("llama")))
    box = child(dialog, QComboBox, "CUSTOM_MODEL")
    assert [box.itemText(number) for number in range(box.count())] == ["whisper-1", "llama"]
    assert said(dialog, "listed/CUSTOM_MODEL") == "2 models, those for speech first."
    box.setCurrentIndex(0)
    assert value(dialog, "CUSTOM_MODEL") == "whisper-1"
    type_into(dialog, "CUSTOM_MODEL", "my own")
    assert value(dialog, "CUSTOM_MODEL") == "my own"
    assert desk.provider.lists[0].custom_base_url == desk.settings.custom_base_url


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (None, "This server has no list of models: type the name."),
        (problem(Code.UNREACHABLE, host="localhost:1"), "Nothing answers at localhost:1."),
    ],
)
def test_without_a_list_the_reason_is_told(desk: Desk, answer: None, told: str) -> None:
    dialog = desk.open()
    press(dialog, "list/CUSTOM_MODEL")
    desk.provider.listed(answer)
    assert said(dialog, "listed/CUSTOM_MODEL").startswith(told)


def test_a_list_that_comes_for_an_earlier_address_is_dropped(desk: Desk) -> None:
    dialog = desk.open()
    press(dialog, "list/CUSTOM_MODEL")
    type_into(dialog, "CUSTOM_BASE_URL", "http://localhost:2/v1/")
    desk.provider.listed((Model("of another server"),))
    assert child(dialog, QComboBox, "CUSTOM_MODEL").count() == 0
    assert child(dialog, QPushButton, "list/CUSTOM_MODEL").isEnabled()


# does it work


def test_the_connection_is_tested_as_it_is_typed_and_speech_goes_only_on_a_second_click(desk: Desk) -> None:
    dialog = desk.open()
    type_into(dialog, "CUSTOM_BASE_URL", "http://localhost:2/v1/")
    assert not sees(dialog, "send_speech")
    press(dialog, "test_connection")
    assert said(dialog, "test_result") == "Waiting for the answer…"
    desk.provider.found(ANSWERS)
    assert said(dialog, "test_result") == "✓ It answers."
    assert (
        said(dialog, "send_speech_note")
        == "A recorded sentence goes to localhost, as a short dictation would."
    )
    press(dialog, "send_speech")
    desk.provider.found(ANSWERS, HEARD)
    assert said(dialog, "test_result") == "✓ It answers.\n✓ It heard “hello”."
    assert [(asked.custom_base_url, send) for asked, send in desk.provider.trials] == [
        ("http://localhost:2/v1/", False),
        ("http://localhost:2/v1/", True),
    ]
    assert desk.saved == []


def test_what_does_not_work_is_told_with_its_remedy_and_no_speech_is_offered(desk: Desk) -> None:
    dialog = desk.open()
    press(dialog, "test_connection")
    refused = problem(Code.KEY_REFUSED, host="localhost:1", detail="wrong")
    desk.provider.found(Check("x", Verdict.FAILED, phrase("Check", "It cannot be used."), refused))
    assert said(dialog, "test_result").startswith("✗ localhost:1 does not accept the API key. wrong.")
    assert not sees(dialog, "send_speech")


def is_seen_whole(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


# what helps


REFUSED = problem(Code.KEY_REFUSED, host="api.example", detail="wrong")


def fail(desk: Desk, dialog: SettingsDialog, cause: Problem) -> None:
    press(dialog, "test_connection")
    desk.provider.found(Check("x", Verdict.FAILED, phrase("Check", "It cannot be used."), cause))


class Browser(QObject):
    """In its place: what it would have opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    made = Browser()
    QDesktopServices.setUrlHandler("https", made, "open")  # type: ignore[arg-type]  # bytes are refused
    yield made
    QDesktopServices.unsetUrlHandler("https")


@pytest.mark.parametrize(
    ("provider", "address", "page"),
    [
        ("groq", DEFAULTS.groq_base_url, "https://console.groq.com/keys"),
        ("glm", DEFAULTS.glm_base_url, "https://open.bigmodel.cn/"),
        ("glm", "https://api.z.ai/api/paas/v4/", "https://z.ai/manage-apikey/apikey-list"),
    ],
)
def test_after_a_wrong_key_one_click_leads_to_where_keys_for_this_address_are_made(
    desk: Desk, browser: Browser, provider: str, address: str, page: str
) -> None:
    desk.settings = replace(DEFAULTS, ai_provider=provider, glm_base_url=address)
    dialog = desk.open()
    assert child(dialog, Link, f"key_page/{provider}").toolTip() == page
    assert not sees(dialog, "get_key")
    fail(desk, dialog, REFUSED)
    press(dialog, "get_key")
    assert browser.opened == [page]


def test_a_server_of_ones_own_has_no_page_of_keys(desk: Desk) -> None:
    dialog = desk.open()
    fail(desk, dialog, REFUSED)
    assert not sees(dialog, "get_key")


def test_only_about_keys_is_a_page_of_keys_offered(desk: Desk) -> None:
    desk.settings = replace(DEFAULTS, ai_provider="groq")
    dialog = desk.open()
    fail(desk, dialog, problem(Code.RATE_LIMITED, host="api.example", detail="", wait="20"))
    assert not sees(dialog, "get_key")


@pytest.mark.parametrize(
    ("code", "offered"),
    [
        (Code.UNREACHABLE, "Test again"),
        (Code.SERVER_LOADING, "Test again"),
        (Code.KEY_REFUSED, "Test connection"),
        (Code.MODEL_NOT_FOUND, "Test connection"),
    ],
)
def test_what_may_pass_is_tested_again_and_what_must_be_changed_is_not(
    desk: Desk, code: Code, offered: str
) -> None:
    dialog = desk.open()
    fail(desk, dialog, problem(code, host="localhost:1"))
    button = child(dialog, QPushButton, "test_connection")
    assert button.text() == offered
    press(dialog, "test_connection")
    assert len(desk.provider.trials) == 2
    type_into(dialog, "CUSTOM_MODEL", "another")
    assert button.text() == "Test connection"


@pytest.mark.parametrize("server", [each.name for each in CUSTOM.presets])
def test_the_test_is_in_sight_however_long_the_page(desk: Desk, server: str) -> None:
    desk.settings = replace(desk.settings, custom_server=server)
    dialog = desk.open()
    for width, height in ((820, 640), (640, 420)):
        dialog.resize(width, height)
        fail(desk, dialog, problem(Code.NO_WHISPER, host="localhost:11434", model="whisper", command="x"))
        for name in ("test_connection", "test_result"):
            desk.qtbot.waitUntil(partial(is_seen_whole, child(dialog, QWidget, name)))


def test_before_anything_is_saved_lm_studios_preset_says_that_it_cannot_hear_and_what_can(desk: Desk) -> None:
    dialog = desk.open()
    choose(dialog, "presets/custom", "LM Studio")
    told = said(dialog, "preset_note/custom")
    assert "no speech-to-text" in told
    assert all(other in told for other in ("speaches", "whisper.cpp", "LocalAI", "vLLM"))
    assert desk.saved == []


def test_a_result_goes_when_something_else_is_typed(desk: Desk) -> None:
    dialog = desk.open()
    press(dialog, "test_connection")
    desk.provider.found(ANSWERS)
    type_into(dialog, "CUSTOM_MODEL", "another")
    assert (said(dialog, "test_result"), sees(dialog, "send_speech")) == ("", False)
    press(dialog, "test_connection")
    type_into(dialog, "CUSTOM_MODEL", "a third")
    desk.provider.found(ANSWERS)
    assert said(dialog, "test_result") == "", "the answer was about the model before"


def test_asking_for_the_models_meanwhile_leaves_the_test_its_answer(desk: Desk) -> None:
    dialog = desk.open()
    press(dialog, "test_connection")
    press(dialog, "list/CUSTOM_MODEL")
    desk.provider.found(ANSWERS)
    desk.provider.listed((Model("whisper-1"),))
    assert said(dialog, "test_result") == "✓ It answers."
    assert said(dialog, "listed/CUSTOM_MODEL") == "1 model, those for speech first."


def test_a_key_that_is_none_is_told_and_nobody_is_asked(desk: Desk) -> None:
    dialog = desk.open()
    type_into(dialog, "CUSTOM_API_KEY", "two words")
    press(dialog, "test_connection")
    assert "without spaces" in said(dialog, "test_result")
    assert desk.provider.trials == []


# plain http beyond this network


def answer_question(dialog: SettingsDialog, *, allowed: bool) -> None:
    box = child(dialog, QWidget, "allow_http")
    go = child(dialog, QPushButton, "go")
    button = go if allowed else next(each for each in box.findChildren(QPushButton) if each is not go)
    button.click()


def test_an_address_without_encryption_is_saved_once_the_user_has_said_so(desk: Desk) -> None:
    dialog = desk.open()
    type_into(dialog, "CUSTOM_BASE_URL", "http://speech.example.com/v1/")
    press(dialog, "save")
    answer_question(dialog, allowed=True)
    assert desk.saved == [
        {
            "CUSTOM_BASE_URL": "http://speech.example.com/v1/",
            "ALLOW_HTTP_HOSTS": "speech.example.com",
        }
    ]


def test_without_that_word_nothing_is_saved_and_nobody_is_asked(desk: Desk) -> None:
    dialog = desk.open()
    type_into(dialog, "CUSTOM_BASE_URL", "http://speech.example.com/v1/")
    for button in ("save", "test_connection", "list/CUSTOM_MODEL"):
        press(dialog, button)
        answer_question(dialog, allowed=False)
        desk.qtbot.waitUntil(lambda: dialog.findChild(QWidget, "allow_http") is None)
    assert (desk.saved, desk.provider.trials, desk.provider.lists) == ([], [], [])
    assert not sees(dialog, "ALLOW_HTTP_HOSTS")


def test_the_word_is_asked_for_before_the_connection_is_tested(desk: Desk) -> None:
    desk.settings = replace(desk.settings, allow_http_hosts=("a.example",))
    dialog = desk.open()
    type_into(dialog, "CUSTOM_BASE_URL", "http://speech.example.com/v1/")
    press(dialog, "test_connection")
    answer_question(dialog, allowed=True)
    (asked, _) = desk.provider.trials[0]
    assert asked.allow_http_hosts == ("a.example", "speech.example.com")
    assert sees(dialog, "ALLOW_HTTP_HOSTS")
    desk.provider.found(ANSWERS)
    assert said(dialog, "test_result") == "✓ It answers."
    assert child(dialog, QPushButton, "test_connection").isEnabled()


# how fast it is here


def test_the_measured_speed_of_the_model_that_is_typed_is_told(desk: Desk) -> None:
    desk.settings = replace(DEFAULTS, ai_provider="local")
    desk.provider.measured = Measured().and_piece(10.0, 0.63)
    dialog = desk.open()
    told = "30 s of speech take about 1.9 s on this computer (measured)."
    assert (said(dialog, "measured"), sees(dialog, "try_with_voice")) == (told, False)
    choose(dialog, "AI_PROVIDER", "Groq")
    assert not sees(dialog, "measured")


def test_a_model_that_is_slower_than_speech_is_not_recommended(desk: Desk) -> None:
    desk.settings = replace(DEFAULTS, ai_provider="local")
    desk.provider.measured = Measured().and_piece(10.0, 15.0)
    assert said(desk.open(), "measured") == (
        "30 s of speech take about 45 s on this computer (measured).\n"
        "That is slower than speech: choose a provider on the network."
    )


def test_a_model_that_cannot_be_used_cannot_be_tried(desk: Desk) -> None:
    desk.settings = replace(DEFAULTS, ai_provider="local", local_model="parakeet-tdt-0.6b-v3")
    dialog = desk.open()
    assert not sees(dialog, "measured")
    assert not sees(dialog, "try_with_voice")


def test_what_nobody_has_measured_is_tried_with_ones_voice_and_saved_before(desk: Desk) -> None:
    desk.settings = replace(DEFAULTS, ai_provider="groq")
    dialog = desk.open()
    choose(dialog, "AI_PROVIDER", "On this computer")
    assert not sees(dialog, "measured")
    with desk.qtbot.waitSignal(dialog.voice_wished):
        press(dialog, "try_with_voice")
    assert desk.saved == [{"AI_PROVIDER": "local"}]
    assert dialog.isVisible()
    desk.provider.measured = Measured().and_piece(10.0, 1.0)
    dialog.show_measured()
    assert "take about 3.0 s" in said(dialog, "measured")
    assert not sees(dialog, "try_with_voice")


def test_nothing_is_tried_where_it_could_not_be_saved(desk: Desk) -> None:
    desk.settings = replace(DEFAULTS, ai_provider="local")
    desk.refusal = problem(Code.SETTINGS_UNWRITABLE, path="/x/.env", detail="read-only")
    dialog = desk.open()
    with desk.qtbot.assertNotEmitted(dialog.voice_wished):
        press(dialog, "try_with_voice")
    assert "read-only" in said(dialog, "note")
