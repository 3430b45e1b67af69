"""Text for places that take markup whether we want it or not.

Some notification services read a notification's body as markup (`body-markup`), others show it as it stands;
Qt passes it on unchanged (measured), and an escaped text would look odd in the latter. So what could be
markup becomes what looks alike and never is: a server's answer puts no links or pictures there.
"""

_LOOKS_ALIKE = str.maketrans({"<": "‹", ">": "›", "&": "＆"})


def plain(text: str) -> str:
    return text.translate(_LOOKS_ALIKE)
