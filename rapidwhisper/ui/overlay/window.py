"""The overlay's window: never focused, costs nothing while it is hidden, can be dragged."""

import sys
from collections import deque
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QCursor,
    QGuiApplication,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QRegion,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from rapidwhisper.config.remembered import Remembered
from rapidwhisper.core.problem import Code, Problem
from rapidwhisper.core.settings import DEFAULTS, Settings
from rapidwhisper.core.state import State
from rapidwhisper.ui.messages import message
from rapidwhisper.ui.naming import named
from rapidwhisper.ui.overlay.buttons import Buttons
from rapidwhisper.ui.overlay.place import Box, Share, corner, screen_of, share
from rapidwhisper.ui.overlay.scene import (
    TOLD_S,
    Look,
    Scene,
    of_dictation,
    of_end,
    of_held,
    of_notice,
    subject,
)
from rapidwhisper.ui.overlay.waveform import Waveform
from rapidwhisper.ui.remedies import Help, Providers, helps
from rapidwhisper.ui.wishes import Offer

WIDTH = 380
LEFT, RIGHT = 36, 16
ROUNDING = 10
FRAME_MS = 50
SECOND_MS = 250
PLACE = "overlay"
TOLD_FOR_MS = 10_000
"""So long a notification is in sight."""

_COLOURS = {
    Look.GETTING_READY: "#8a8f98",
    Look.RECORDING: "#e5484d",
    Look.WORKING: "#3b82f6",
    Look.DONE: "#2f9e5f",
    Look.KEPT: "#d9930d",
    Look.ERROR: "#e5484d",
    Look.CANCELLED: "#8a8f98",
}


class Overlay(QWidget):
    wished = Signal(object)
    """A click on what offers something: an `Offer`."""

    def __init__(
        self,
        level: Callable[[], float],
        remembered: Remembered,
        where: Callable[[], Box | None],
        providers: Providers | None = None,
    ) -> None:
        """`level` is the RMS of the microphone, `where` the box of the target window in device pixels."""
        super().__init__(None, _flags())
        self.setObjectName("overlay")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._level = level
        self._remembered = remembered
        self._where = where
        self._settings: Settings = DEFAULTS
        self._state = State()
        self._provider = ""
        self._scene: Scene | None = None
        self._ended = self._state.ended
        self._told_elsewhere: str | None = None
        self._told_since = QElapsedTimer()
        self._subject: object = None
        self._since = QElapsedTimer()
        self._grip: QPoint | None = None
        self._dragged = False
        self._title = named("overlay_title", QLabel(wordWrap=True))
        self._detail = named("overlay_detail", QLabel(wordWrap=True))
        self._waveform = Waveform()
        self._buttons = Buttons(providers or Providers(), WIDTH - LEFT - RIGHT)
        self._buttons.wished.connect(self._take)
        self._column = QVBoxLayout(self)
        self._lay_out()
        self._untold: deque[tuple[Problem, tuple[Help, ...]]] = deque()
        """While a dictation is under way each stands in its detail for a while, or else alone afterwards."""
        self._told = self._timer(self._is_told, once=True)
        self._frames = self._timer(self._frame)
        self._over = self._timer(self._time_is_up, once=True)

    def configure(self, settings: Settings) -> None:
        self._settings = settings
        if not settings.overlay:
            self._untold.clear()
            self.dismiss()

    def show_state(self, state: State, provider: str, by: str = "") -> None:
        """`provider`: the chosen one; `by`: who stood in for it in the dictation that ended last."""
        self._state, self._provider = state, provider
        ended, self._ended = self._ended, state.ended
        if not self._settings.overlay:
            return
        if state.dictations:
            self._follow()
            return
        self._told.stop()
        if state.ended is not None and state.ended != ended and not _waits(state):
            if self._was_told(state.ended.problem):
                self._rest()
            else:
                told = state.ended.problem
                self._present(of_end(state.ended, by, helps(told, state) if told else ()))
        elif self._scene is None or self._scene.shown_s is None:
            self._rest()

    def tell(self, problem: Problem) -> None:
        """Something that belongs to no dictation."""
        helpful = helps(problem, self._state)
        if self._state.dictations:
            self._untold.append((problem, helpful))
            self._follow()
        else:
            self._present(of_notice(problem, helpful))

    def note_told(self, problem: Problem) -> None:
        """A notification says it: the same words beside it would be noise."""
        self._told_elsewhere = message(problem).what
        self._told_since.start()

    def _was_told(self, problem: Problem | None) -> bool:
        return (
            problem is not None
            and message(problem).what == self._told_elsewhere
            and not self._told_since.hasExpired(TOLD_FOR_MS)
        )

    def dismiss(self) -> None:
        self._scene = None
        self._subject = None
        self._frames.stop()
        self._over.stop()
        self._told.stop()
        self.hide()

    def _time_is_up(self) -> None:
        is_read = self.underMouse() or self._buttons.is_open
        if is_read and self._scene is not None and self._scene.look in {Look.ERROR, Look.KEPT}:
            self._over.start()
        else:
            self._rest()

    def _rest(self) -> None:
        """Nothing happens; what is held stays in sight."""
        while self._untold:
            told, helpful = self._untold.popleft()
            if told.code is not Code.NEARLY_FULL:  # that dictation is over
                self._present(of_notice(told, helpful))
                return
        scene = of_held(self._state)
        if scene is None:
            self.dismiss()
        else:
            self._present(scene)

    def _follow(self) -> None:
        now = subject(self._state)
        if now != self._subject:
            self._subject = now
            self._since.start()
        scene = of_dictation(self._state, self._provider, self._since.elapsed() // 1000)
        if scene is None:
            return
        if self._untold:
            scene = replace(scene, detail=str(message(self._untold[0][0])))
            if not self._told.isActive():
                self._told.start(round(TOLD_S * 1000))
        self._present(scene)

    def _is_told(self) -> None:
        self._untold.popleft()
        self._follow()

    def _present(self, scene: Scene) -> None:
        records = scene.look is Look.RECORDING
        if records and (self._scene is None or self._scene.look is not Look.RECORDING):
            self._waveform.clear()
        changed, self._scene = scene != self._scene, scene
        if changed:
            self._title.setText(scene.title)
            self._detail.setText(scene.detail)
            self._detail.setVisible(bool(scene.detail))
            self._waveform.setVisible(records)
            self._buttons.offer(scene.helps)
            self.setAccessibleName(" ".join(filter(None, (scene.title, scene.detail))))
            self._fit()
        if not self.isVisible():
            self._stand()
            self.show()
        elif changed:
            self._keep_on_screen()
        self._time(scene)
        self.update()

    def _time(self, scene: Scene) -> None:
        if scene.shown_s is not None:
            self._frames.stop()
            self._over.start(round(scene.shown_s * 1000))
            return
        self._over.stop()
        if scene.look is Look.KEPT:  # nothing in it moves
            self._frames.stop()
            return
        interval = FRAME_MS if scene.look is Look.RECORDING else SECOND_MS
        if not self._frames.isActive() or self._frames.interval() != interval:
            self._frames.start(interval)

    def _frame(self) -> None:
        if self._scene is not None and self._scene.look is Look.RECORDING:
            self._waveform.add(self._level())
        self._follow()

    # where it stands

    def _fit(self) -> None:
        """As high as its words need; it grows upwards, because it stands above the lower edge."""
        self._column.activate()
        lower = self.y() + self.height()
        self.resize(WIDTH, self._column.totalHeightForWidth(WIDTH))
        self.move(self.x(), lower - self.height())

    def _stand(self) -> None:
        screen = self._screen()
        kept = self._remembered.get(PLACE, None)
        place = Share(*kept) if isinstance(kept, list) and len(kept) == 2 else None  # noqa: PLR2004 - x and y
        self.move(*corner(_box(screen), (self.width(), self.height()), place))

    def _screen(self) -> QScreen:
        """The one with the target window, else the one with the mouse."""
        box = self._where()
        screens = QGuiApplication.screens()
        if box is not None:
            return screens[screen_of(box, [_device_box(screen) for screen in screens])]
        return QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()

    def _keep_on_screen(self) -> None:
        screen = _box(self.screen())
        here = share(screen, (self.x(), self.y(), self.width(), self.height()))
        self.move(*corner(screen, (self.width(), self.height()), here))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._grip = event.globalPosition().toPoint() - self.pos()
        self._dragged = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self._grip is not None:
            self._dragged = True
            self.move(event.globalPosition().toPoint() - self._grip)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A drag is remembered; a click closes what is only there to be read."""
        self._grip = None
        if self._dragged:
            self._keep_on_screen()
            here = share(_box(self.screen()), (self.x(), self.y(), self.width(), self.height()))
            self._remembered.set(PLACE, [here.x, here.y])
        elif self._scene is not None and self._scene.wish is not None:
            self._take(self._scene.wish)
        elif self._scene is not None and self._scene.shown_s is not None:
            self._rest()

    def _take(self, offer: Offer) -> None:
        self.dismiss()
        self.wished.emit(offer)
        if self._untold and not self._state.dictations:
            self._rest()

    # how it looks

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange and self._state.dictations and self._scene is not None:
            self._follow()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        edge = QColor(palette.color(QPalette.ColorRole.WindowText))
        edge.setAlpha(60)
        painter.setPen(edge)
        painter.setBrush(palette.color(QPalette.ColorRole.Window))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), ROUNDING, ROUNDING)
        if self._scene is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(_COLOURS[self._scene.look]))
            painter.drawEllipse(QPoint(20, self._first_line()), 5, 5)

    def _first_line(self) -> int:
        """The middle of the title's first line; the title stands in the middle of its label."""
        title = self._title
        spare = title.height() - max(title.fontMetrics().height(), title.heightForWidth(title.width()))
        return title.y() + (spare + title.fontMetrics().height()) // 2

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where nothing composes the screen, a translucent corner would be black."""
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()).adjusted(0, 0, -1, -1), ROUNDING, ROUNDING)
        self.setMask(QRegion(shape.toFillPolygon().toPolygon()))
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        self.setFixedWidth(WIDTH)
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        for label in (self._title, self._detail):
            label.setTextFormat(Qt.TextFormat.PlainText)  # it may quote a server, and dictated text
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._waveform.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self._title, 0)
        first.addWidget(self._waveform, 1)
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # for it the words wrap early
        self._column.setContentsMargins(LEFT, 12, RIGHT, 12)
        self._column.setSpacing(4)
        self._column.addLayout(first)
        self._column.addWidget(self._detail)
        self._column.addWidget(self._buttons)

    def _timer(self, action: Callable[[], None], *, once: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(once)
        timer.timeout.connect(action)
        return timer


def _waits(state: State) -> bool:
    """Whether the dictation that has just ended is one whose text is held."""
    return state.ended is not None and any(each.id == state.ended.id for each in state.held)


def _flags() -> Qt.WindowType:
    """On X11 a tooltip is no business of the window manager, so it cannot be focused by it."""
    wayland = sys.platform == "linux" and QGuiApplication.platformName() == "wayland"
    return (
        (Qt.WindowType.Tool if wayland else Qt.WindowType.ToolTip)
        | Qt.WindowType.FramelessWindowHint
        | Qt.WindowType.WindowStaysOnTopHint
        | Qt.WindowType.WindowDoesNotAcceptFocus
    )


def _box(screen: QScreen) -> Box:
    area = screen.availableGeometry()
    return area.x(), area.y(), area.width(), area.height()


def _device_box(screen: QScreen) -> Box:
    """Qt keeps the corner of a screen where the X server has it and scales only the size."""
    area, ratio = screen.geometry(), screen.devicePixelRatio()
    return area.x(), area.y(), round(area.width() * ratio), round(area.height() * ratio)
