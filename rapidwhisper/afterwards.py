"""What people wish for with texts and recordings that are there: paste, try again, hear, do without."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from rapidwhisper.audio.journal import Journal
from rapidwhisper.audio.player import ClipPlayer
from rapidwhisper.core.dictation import DictationId, Target
from rapidwhisper.core.events import DiscardWished, Faulted, OfferTaken, PasteWished, RetryWished
from rapidwhisper.core.ports import Emit, Inserter, Notifier
from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.remedy import Remedy
from rapidwhisper.core.state import State
from rapidwhisper.kept import Kept
from rapidwhisper.ui.remedies import Help
from rapidwhisper.ui.wishes import Offer, Wish


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)  # Qt's signals hold their receivers weakly
class Afterwards:
    """Called on the main thread."""

    emit: Emit
    state: Callable[[], State]
    inserter: Inserter
    notifier: Notifier
    kept: Kept
    journal: Journal
    player: ClipPlayer
    look_again: Callable[[], None]
    """At what the menu shows."""
    open_key_page: Callable[[str], None]
    """Of the provider of this name."""
    open_provider_settings: Callable[[], None]
    download_model: Callable[[], None]
    """The one that is chosen for this computer."""

    def copy(self, dictation: DictationId) -> None:
        self.kept.text(dictation, self.inserter.copy)

    def paste(self, dictation: DictationId) -> None:
        """Into the window that has the focus again when the menu has closed, however long the disk takes."""
        target = self.inserter.target()
        held = next((each for each in self.state().held if each.id == dictation), None)
        if held is not None:
            self._paste(target, dictation, held.text)
        else:
            self.kept.text(dictation, partial(self._paste, target, dictation))

    def paste_last(self) -> None:
        """A text that is held goes before the newest one."""
        target = self.inserter.target()
        newest = self.state().to_paste
        if newest is not None:
            self._paste(target, newest.id, newest.text)
        else:
            nothing = partial(self.notifier.tell, problem(Code.NOTHING_TO_INSERT))
            self.kept.newest(partial(self._paste, target), nothing)

    def retry(self, dictation: DictationId, provider: str) -> None:
        """An empty name means the provider that is set."""
        settings = self.state().settings
        settings = settings.with_provider(provider) if provider else settings
        self.kept.seconds(dictation, lambda seconds: self.emit(RetryWished(dictation, seconds, settings)))

    def play(self, dictation: DictationId) -> None:
        def over(obstacle: Problem | None) -> None:
            if obstacle is not None:
                self.emit(Faulted(obstacle))

        if self.state().recording is None:  # or it would be in the recording
            self.player.play(partial(self.journal.clip, dictation), over)

    def discard(self, dictation: DictationId) -> None:
        self.emit(DiscardWished(dictation))
        self.look_again()

    def carry_out(self, offer: Offer) -> None:
        """What a clicked notice or button offered."""
        match offer:
            case Help(Remedy.OPEN_KEY_PAGE, provider):
                self.open_key_page(provider)
            case Help(Remedy.OPEN_SETTINGS):
                self.open_provider_settings()
            case Help(Remedy.DOWNLOAD):
                self.download_model()
            case Help(Remedy.TRY_AGAIN, _, int(dictation)):
                self.retry(dictation, "")
            case Help(Remedy.OTHER_PROVIDER, provider, int(dictation)):
                self.retry(dictation, provider)
            case Wish.INSERT_HELD if self.state().held:  # it may have gone in meanwhile
                self.paste_last()
            case Wish.TAKE_OFFER:
                self.emit(OfferTaken())

    def _paste(self, target: Target | None, dictation: DictationId, text: str) -> None:
        self.emit(PasteWished(dictation, text, target))
