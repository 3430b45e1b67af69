"""Light or dark windows."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from rapidwhisper.core.settings import Theme

_SCHEMES = {
    Theme.AUTO: Qt.ColorScheme.Unknown,
    Theme.LIGHT: Qt.ColorScheme.Light,
    Theme.DARK: Qt.ColorScheme.Dark,
}
_MIDDLE = 128


def apply_theme(theme: Theme) -> None:
    """Asks the desktop's style; where it knows no such wish (X11 without a desktop), with our own palette."""
    QApplication.styleHints().setColorScheme(_SCHEMES[theme])
    QApplication.setPalette(QPalette())  # the system's, as far as nothing stands above it
    is_dark = QApplication.palette().color(QPalette.ColorRole.Window).lightness() < _MIDDLE
    if theme is Theme.DARK and not is_dark:
        QApplication.setPalette(_palette(_DARK))
    elif theme is Theme.LIGHT and is_dark:
        QApplication.setPalette(_palette(_LIGHT))


_Role = QPalette.ColorRole
_DARK = {
    _Role.Window: "#25272b",
    _Role.WindowText: "#e8e9eb",
    _Role.Base: "#373a40",
    _Role.AlternateBase: "#26282c",
    _Role.Text: "#e8e9eb",
    _Role.PlaceholderText: "#8d9199",
    _Role.Button: "#33363b",
    _Role.ButtonText: "#e8e9eb",
    _Role.BrightText: "#ffffff",
    _Role.ToolTipBase: "#33363b",
    _Role.ToolTipText: "#e8e9eb",
    _Role.Highlight: "#3b82f6",
    _Role.HighlightedText: "#ffffff",
    _Role.Link: "#7db2ff",
    _Role.Light: "#45494f",
    _Role.Midlight: "#3c4046",
    _Role.Mid: "#2f3237",
    _Role.Dark: "#17181a",
    _Role.Shadow: "#0e0f10",
}
_LIGHT = {
    _Role.Window: "#efefef",
    _Role.WindowText: "#1c1d1f",
    _Role.Base: "#ffffff",
    _Role.AlternateBase: "#f7f7f7",
    _Role.Text: "#1c1d1f",
    _Role.PlaceholderText: "#7b7f86",
    _Role.Button: "#efefef",
    _Role.ButtonText: "#1c1d1f",
    _Role.BrightText: "#ffffff",
    _Role.ToolTipBase: "#ffffff",
    _Role.ToolTipText: "#1c1d1f",
    _Role.Highlight: "#3b82f6",
    _Role.HighlightedText: "#ffffff",
    _Role.Link: "#1a5fd0",
    _Role.Light: "#ffffff",
    _Role.Midlight: "#e6e6e6",
    _Role.Mid: "#b8b8b8",
    _Role.Dark: "#9f9f9f",
    _Role.Shadow: "#767676",
}
_WHERE_DISABLED = (_Role.WindowText, _Role.Text, _Role.ButtonText)


def _palette(colours: dict[QPalette.ColorRole, str]) -> QPalette:
    palette = QPalette()
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    for role in _WHERE_DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours[_Role.PlaceholderText]))
    return palette
