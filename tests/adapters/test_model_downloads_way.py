"""The way to the hub: names, proxies, certificates, redirects, mirrors, and when there must be no way."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from rapidwhisper.core.problem import Code, Problem, ProblemError
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.local.models.files import ModelFile, ModelFiles
from rapidwhisper.providers.local.models.store import model_store
from tests.rig.certificate import self_signed_in
from tests.rig.hub import METADATA, Hub
from tests.rig.hub_faults import refused
from tests.rig.models import NAME, REPOSITORY, SMALL, Models, contents, publish, wanted
from tests.rig.proxy import proxy

ELSEWHERE = "http://hub.invalid"


@pytest.fixture
def hub() -> Iterator[Hub]:
    with Hub() as hub:
        publish(hub, contents())
        yield hub


def cause(models: Models) -> Problem:
    with pytest.raises(ProblemError) as caught:
        models.download()
    return caught.value.problem


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names that this process asked the system for."""
    names = list[str]()
    ask = socket.getaddrinfo

    def note(host: str, *arguments: object, **options: object) -> object:
        names.append(host)
        return ask(host, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", note)
    return names


def test_a_proxy_of_the_environment_is_taken_and_looks_the_names_up_itself(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, looked_up: list[str]
) -> None:
    with proxy({"hub.invalid": hub.url, "cdn.invalid": hub.cdn}) as way:
        hub.cdn = "http://cdn.invalid"
        monkeypatch.setenv("HTTP_PROXY", way.url)
        models = Models(tmp_path, ELSEWHERE)
        models.download()
    assert models.content() == wanted(contents())
    assert set(way.asked) == {"hub.invalid", "cdn.invalid"}
    assert set(looked_up) == {"127.0.0.1"}


def test_a_proxy_is_not_taken_to_this_computer_itself(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with proxy({}) as way:
        monkeypatch.setenv("HTTP_PROXY", way.url)
        Models(tmp_path, hub.url).download()
    assert way.asked == []


def test_a_proxy_that_wants_a_password_is_named_as_the_hindrance(hub: Hub, tmp_path: Path) -> None:
    hub.misbehave(METADATA, refused(407))
    assert cause(Models(tmp_path, hub.url)).code is Code.ENVIRONMENT_UNUSABLE


def test_a_proxy_that_nothing_can_be_made_of_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "gopher://127.0.0.1:9")
    assert cause(Models(tmp_path, ELSEWHERE)).code is Code.ENVIRONMENT_UNUSABLE


def test_a_name_that_is_not_known_is_told_with_the_name(tmp_path: Path) -> None:
    told = cause(Models(tmp_path, ELSEWHERE))
    assert told.code in {Code.UNKNOWN_HOST, Code.OFFLINE}
    assert told.facts["host"] == "hub.invalid"


def test_who_has_no_way_from_the_start_is_told_at_once(tmp_path: Path, looked_up: list[str]) -> None:
    """Pinned: the first request is that for a file."""
    pins = {NAME: ModelFiles(REPOSITORY, "1", (ModelFile(SMALL, 9, "git:0"),))}
    assert cause(Models(tmp_path, ELSEWHERE, pins=pins)).code in {Code.UNKNOWN_HOST, Code.OFFLINE}
    assert looked_up == ["hub.invalid"]


def test_nobody_there_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert cause(Models(tmp_path, f"http://127.0.0.1:{port}")).code is Code.UNREACHABLE


def test_a_certificate_that_nobody_trusts_is_not_trusted(tmp_path: Path) -> None:
    with Hub(self_signed_in(tmp_path)) as hub:
        publish(hub, contents())
        assert cause(Models(tmp_path / "models", hub.url)).code is Code.UNTRUSTED_CERTIFICATE
    assert hub.asked == []


def test_a_mirror_without_https_that_is_asked_by_https_is_told(hub: Hub, tmp_path: Path) -> None:
    assert cause(Models(tmp_path, hub.url.replace("http:", "https:"))).code is Code.NOT_TLS


def test_an_encrypted_way_does_not_go_on_unencrypted(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = self_signed_in(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    with Hub(context) as safe:
        publish(safe, contents())
        safe.cdn = hub.cdn
        told = cause(Models(tmp_path / "models", safe.url))
    assert told.code is Code.REDIRECTED
    assert f"http://{told.facts['location']}" == hub.cdn
    assert hub.asked == []


def test_a_hub_that_sends_in_circles_is_given_up(hub: Hub, tmp_path: Path) -> None:
    circle = f"/api/models/{REPOSITORY}/revision/main"
    hub.misbehave(METADATA, *[refused(302, Location=circle)] * 10)
    assert cause(Models(tmp_path, hub.url)).code is Code.REDIRECTED


@pytest.mark.parametrize("location", ["https://[::1", "http://[bad]/", "http://host:port/"])
def test_a_hub_that_sends_to_an_address_that_is_none_is_given_up(
    hub: Hub, tmp_path: Path, location: str
) -> None:
    hub.misbehave(METADATA, refused(302, Location=location))
    told = cause(Models(tmp_path, hub.url))
    assert (told.code, told.facts["location"]) == (Code.REDIRECTED, location)


def test_local_only_refuses_before_any_name_is_looked_up(tmp_path: Path, looked_up: list[str]) -> None:
    told = cause(Models(tmp_path, ELSEWHERE, local_only=True))
    assert told.code is Code.LOCAL_ONLY
    assert told.facts["host"] == "hub.invalid"
    assert looked_up == []


def test_local_only_takes_no_way_around_through_a_proxy(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with proxy({"hub.invalid": hub.url}) as way:
        monkeypatch.setenv("HTTP_PROXY", way.url)
        assert cause(Models(tmp_path, ELSEWHERE, local_only=True)).code is Code.LOCAL_ONLY
    assert way.asked == []


def test_local_only_lets_a_mirror_on_this_computer_be_asked(hub: Hub, tmp_path: Path) -> None:
    models = Models(tmp_path, hub.url, local_only=True)
    models.download()
    assert models.content() == wanted(contents())


def test_local_only_does_not_follow_a_mirror_elsewhere(
    hub: Hub, tmp_path: Path, looked_up: list[str]
) -> None:
    hub.cdn = "http://cdn.invalid"
    assert cause(Models(tmp_path, hub.url, local_only=True)).facts["host"] == "cdn.invalid"
    assert set(looked_up) == {"127.0.0.1"}


def test_the_settings_mirror_goes_before_that_of_the_environment(hub: Hub, tmp_path: Path) -> None:
    folder = str(tmp_path)
    for settings, environ in (
        (Settings(local_models_folder=folder, hf_endpoint=hub.url), {"HF_ENDPOINT": ELSEWHERE}),
        (Settings(local_models_folder=folder), {"HF_ENDPOINT": hub.url}),
    ):
        store = model_store(settings, environ)
        store.download(NAME, Abort(), lambda _: None)
        assert store.verify(NAME) == ()
        store.remove(NAME)


def test_a_mirror_whose_address_is_none_is_told_by_its_setting(tmp_path: Path) -> None:
    told = cause(Models(tmp_path, "https://"))
    assert told.code is Code.URL_INVALID
    assert told.facts["key"] == "HF_ENDPOINT"
