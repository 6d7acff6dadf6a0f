"""What a caller keeps of its own writes, so that the next page shows them all."""

from services.runtime.read_tokens import with_newest


def test_the_newest_token_of_every_service_and_partition_is_kept() -> None:
    kept: list[str] = []
    for token in ("intake:1:10", "intake:2:7", "people_mediation:1:3", "intake:1:12"):
        kept = with_newest(kept, token)
    assert kept == ["intake:2:7", "people_mediation:1:3", "intake:1:12"]
