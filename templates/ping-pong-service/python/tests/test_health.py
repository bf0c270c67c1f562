from ping_pong.health import Health


def test_is_not_ready_until_everything_expected_has_been_seen_up() -> None:
    health = Health()
    health.expect("kafka")
    health.expect("mqtt")
    health.up("mqtt")
    assert health.report() == {
        "ready": False,
        "checks": {"kafka": "down: not connected yet", "mqtt": "up"},
    }
    health.up("kafka")
    assert health.report()["ready"]


def test_is_not_ready_again_as_soon_as_it_stops() -> None:
    health = Health()
    assert health.report()["ready"]
    health.is_stopping = True
    assert not health.report()["ready"]
