"""Where the texts of the files go."""

from collections import Counter
from collections.abc import Iterator, Sequence
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
        places = list(_in_folder(wished, files, form))
    sources = {_file_of(file) for file in files}
    for place in places:
        if place is not None and _file_of(place) in sources:
            told = translate("CommandLine", "{path} would be overwritten by its own text")
            raise ValueError(told.format(path=place))
    return places


def _in_folder(folder: Path, files: Sequence[Path], form: Form) -> Iterator[Path]:
    """Where two differ in their ending only, it stays; of several with one name the later have a number."""
    stems = Counter(file.stem.casefold() for file in files)
    taken: set[str] = set()
    for file in files:
        ending = form.ending if stems[file.stem.casefold()] == 1 else f"{file.suffix}{form.ending}"
        numbers = ("", *(f" ({number})" for number in range(2, len(files) + 2)))
        places = (folder / f"{file.stem}{number}{ending}" for number in numbers)
        place = next(place for place in places if _file_of(place) not in taken)
        taken.add(_file_of(place))
        yield place


def _file_of(path: Path) -> str:
    """The same for all names of a file, also where the disk does not tell large letters from small ones."""
    return str(path.resolve()).casefold()
