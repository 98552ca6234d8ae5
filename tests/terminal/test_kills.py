import random
from pathlib import Path

import pytest
from killing import ROUNDS, IndexRound, MarksRound

COUNTS = {MarksRound: 12, IndexRound: 4}


@pytest.mark.parametrize("kind", ROUNDS, ids=lambda kind: kind.__name__)
def test_what_was_acknowledged_outlives_a_kill(tmp_path: Path, kind: type[MarksRound]) -> None:
    killing = kind(tmp_path / "data", random.Random(7))
    for _ in range(COUNTS.get(kind, 8)):
        _, broken = killing.run()
        assert broken == []
