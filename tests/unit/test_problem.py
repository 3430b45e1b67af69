"""Problems as values, and as what adapters raise."""

from rapidwhisper.core.problem import Code, ProblemError, Unavailable, problem


def test_facts_become_text() -> None:
    assert problem(Code.TIMED_OUT, host="h", seconds=30).facts == {"host": "h", "seconds": "30"}


def test_what_is_raised_tells_its_cause_in_a_log() -> None:
    cause = problem(Code.UNREACHABLE, host="speech.example")
    for error in (ProblemError(cause), Unavailable(cause)):
        assert error.problem == cause
        assert "unreachable" in str(error)
        assert "speech.example" in str(error)
