"""A number in a quarter of a second of tones, and reading such numbers out of a recording of any codec.

Four symbols one after the other, each of two tones at once, as a telephone's keys have them. Each place of
the code has tones of its own, so that a cut in the middle shows as a code without its beginning or its end.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rapidwhisper.core.audio import RATE, Samples

CUT = -1
"""Read where there are parts of a code and not all of it."""

MOST = 16**3
"""Numbers are smaller than this: three digits of four bits, and a fourth that checks them."""

PLACES = 4
SYMBOL_S = 0.06
CODE_S = PLACES * SYMBOL_S

LOWEST_HZ, STEP_HZ = 3_700, 100
"""Above the voice of `tone_speech`, and what every codec for speech keeps."""

_WINDOW = RATE * 40 // 1000
_HOP = RATE // 100
_TONES = LOWEST_HZ + STEP_HZ * np.arange(PLACES * 8)
_FADE = RATE // 200

CLEAR = 2.5
"""By how much a tone is louder than the other three that could stand in its place."""
FAINTEST = 0.002
"""Amplitude of a tone, of full scale."""
SYMBOL_HOPS = 4
"""A symbol is seen six times; at a cut through it, less often."""
DROPOUT_HOPS = 2
APART_HOPS = 12
"""Symbols of one code begin six hops one after the other."""


def tones(number: int) -> NDArray[np.float64]:
    """The code of a number, `CODE_S` long, each of its tones at an amplitude of 1."""
    assert 0 <= number < MOST, number
    at = np.arange(round(SYMBOL_S * RATE)) / RATE
    fade = np.clip(np.minimum(np.arange(len(at)), np.arange(len(at))[::-1]) / _FADE, 0, 1)
    symbols = []
    for place, digit in enumerate(_digits(number)):
        pair = _TONES[8 * place + digit // 4], _TONES[8 * place + 4 + digit % 4]
        symbols.append(fade * sum(np.sin(2 * np.pi * hertz * at) for hertz in pair))
    return np.concatenate(symbols)


def decode(samples: Samples) -> list[int]:
    """The numbers in the order in which they sound; `CUT` for each that is not whole."""
    return [_number(code) for code in _codes(list(_symbols(samples)))]


def _digits(number: int) -> tuple[int, int, int, int]:
    one, two, three = number >> 8, number >> 4 & 15, number & 15
    return one, two, three, (one + 3 * two + 5 * three + 7) % 16


@dataclass(slots=True)
class _Symbol:
    place: int
    digit: int
    first: int
    """The first hop at which it is seen."""
    last: int
    seen: int = 1


def _symbols(samples: Samples) -> Iterator[_Symbol]:
    """Whatever looks like one for three hops; a voice's hiss or a click does not."""
    under_way: _Symbol | None = None
    for hop, place, digit in _seen(samples):
        same = under_way is not None and (under_way.place, under_way.digit) == (place, digit)
        if under_way is not None and same and hop - under_way.last <= DROPOUT_HOPS:
            under_way.last = hop
            under_way.seen += 1
            continue
        if under_way is not None and under_way.seen >= SYMBOL_HOPS - 1:
            yield under_way
        under_way = _Symbol(place, digit, hop, hop)
    if under_way is not None and under_way.seen >= SYMBOL_HOPS - 1:
        yield under_way


def _seen(samples: Samples) -> Iterator[tuple[int, int, int]]:
    """Hop, place and digit wherever two tones of one place stand out."""
    loud = _amplitudes(samples).reshape(-1, PLACES, 2, 4)
    ranked = np.sort(loud, axis=3)
    top, second = ranked[..., 3], ranked[..., 2]
    clear = (top > CLEAR * second) & (top > FAINTEST)
    digits = np.argmax(loud, axis=3)
    places = np.argmax(top[..., 0] * top[..., 1], axis=1)
    hops = np.arange(len(loud))
    for hop in np.flatnonzero(clear[hops, places].all(axis=1)):
        place = places[hop]
        high, low = digits[hop, place]
        yield int(hop), int(place), int(4 * high + low)


def _amplitudes(samples: Samples) -> NDArray[np.float32]:
    """Of each tone, around each hop."""
    padded = np.pad(samples.astype(np.float32) / 32768, (_WINDOW // 2, _WINDOW // 2))
    windows = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::_HOP]
    at = np.arange(_WINDOW) / RATE
    shape = np.hanning(_WINDOW) * 2 / np.sum(np.hanning(_WINDOW))
    waves = (shape[:, None] * np.exp(-2j * np.pi * at[:, None] * _TONES)).astype(np.complex64)
    return np.asarray(np.hypot(windows @ waves.real, windows @ waves.imag), np.float32)


def _codes(symbols: list[_Symbol]) -> Iterator[list[_Symbol]]:
    """Symbols that belong together: each in a later place than the one before, and close behind it."""
    code: list[_Symbol] = []
    for symbol in symbols:
        if code and (symbol.place <= code[-1].place or symbol.first - code[-1].first > APART_HOPS):
            yield code
            code = []
        code.append(symbol)
    if code:
        yield code


def _number(code: list[_Symbol]) -> int:
    if [symbol.place for symbol in code] != list(range(PLACES)):
        return CUT
    if any(symbol.seen < SYMBOL_HOPS for symbol in code):
        return CUT
    one, two, three, check = (symbol.digit for symbol in code)
    number = one << 8 | two << 4 | three
    return number if _digits(number)[3] == check else CUT
