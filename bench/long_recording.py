"""What a dictation of forty minutes costs: `python -m bench.long_recording`."""

import sys

from tests.rig.coded import words
from tests.rig.long_recording import LIMITED, MINUTES, dictated
from tests.rig.speech_server import SpeechServer


def main() -> int:
    for limit, (provider, takes) in LIMITED.items():
        with SpeechServer() as server:
            server.answers(takes)
            cost = dictated(server, provider)
            requests = len(server.requests)
        complete = cost.text.split() == words(MINUTES * 60)
        print(
            f"{MINUTES} minutes, {limit}: {'complete' if complete else 'NOT COMPLETE'}, {requests} requests"
        )
        print(f"  {cost.seconds:.1f} s beside the server's thinking")
        print(
            f"  {cost.growth_kb / 1024:.0f} MB beside the recording's {cost.recording_bytes / 1024**2:.0f} MB"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
