"""Texts for people that arise where no translator is: marked here, translated in `ui/words.py`."""


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:  # noqa: N802 - the name that Qt's lupdate looks for
    """Marks a text in a table, which is translated when it is shown."""
    return text


class Phrase(str):  # noqa: SLOT000 - a str may have no slots of its own
    """A text with its facts, in English wherever a string is used; it can be said in another language."""

    context: str
    template: str
    facts: dict[str, str]

    def filled(self, **facts: object) -> "Phrase":
        known = {name: fact if isinstance(fact, str) else str(fact) for name, fact in facts.items()}
        return _made(self.context, self.template, known)


def phrase(context: str, template: str) -> Phrase:
    """`said` in `ui/words.py` says it in the user's language; lupdate finds it by this function's name."""
    return _made(context, template, {})


def _made(context: str, template: str, facts: dict[str, str]) -> Phrase:
    made = Phrase(template.format_map(facts) if facts else template)
    made.context, made.template, made.facts = context, template, facts
    return made
