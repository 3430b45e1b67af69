"""Where the texts of the files go."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rapidwhisper.transcribing.forms import Form
from rapidwhisper.ui.words import translate


def outputs(files: Sequence[Path], wished: Path | None, form: Form) -> list[Path | None]:
    """One for each file, None: standard output; ValueError in words where a text would spoil something.

    In a folder a text has the name of its sound file with another ending: there players look for subtitles.
    """
    several = len(files) > 1
    if wished is None and several and form.is_subtitles:
        raise ValueError(
            translate("CommandLine", "Subtitles of several files need a folder: --output FOLDER")
        )
    if wished is None or not (several or wished.is_dir()):
        places = [wished] * len(files)
    elif wished.exists() and not wished.is_dir():
        told = translate("CommandLine", "{path} is a file; several files need a folder")
        raise ValueError(told.format(path=wished))
    else:
        places = [wished / name for name in _names(files, form)]
    sources = {file.resolve() for file in files}
    for place in places:
        if place is not None and place.resolve() in sources:
            told = translate("CommandLine", "{path} would be overwritten by its own text")
            raise ValueError(told.format(path=place))
    return places


def _names(files: Sequence[Path], form: Form) -> list[str]:
    """Where two differ in their ending only, it stays."""
    stems = Counter(file.stem for file in files)
    return [f"{file.stem if stems[file.stem] == 1 else file.name}{form.ending}" for file in files]
