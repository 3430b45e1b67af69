"""pocketsphinx with the English model of its own wheel."""

from pocketsphinx import Decoder


class PocketSphinx:
    """One decoder for all segments: starting one takes half a second and 120 MB."""

    def __init__(self) -> None:
        # sound cards have an offset, and a small one (-16 of 32768) cost 11 of 15 sentences without this
        self._decoder = Decoder(loglevel="FATAL", remove_dc=True)

    def decode(self, pcm: bytes, _language: str) -> str:
        """The words of a whole segment.

        Whole (`full_utt`) because a decoder that is fed in small blocks has not yet adapted to the voice: it
        misheard two of three sentences that it understands this way. Holds the interpreter's lock meanwhile.
        """
        self._decoder.start_utt()
        try:
            self._decoder.process_raw(pcm, full_utt=True)
        finally:
            self._decoder.end_utt()
        found = self._decoder.hyp()
        return str(found.hypstr) if found is not None else ""
