"""How many words of a text were misheard."""


def errors(right: str, heard: str) -> float:
    """Words that are missing, too many or others, by the number of the right ones."""
    wanted, words = right.split(), heard.split()
    row = list(range(len(words) + 1))
    for number, word in enumerate(wanted, 1):
        before, row[0] = row[0], number
        for place, other in enumerate(words, 1):
            before, row[place] = row[place], min(before + (word != other), row[place] + 1, row[place - 1] + 1)
    return row[-1] / len(wanted)
