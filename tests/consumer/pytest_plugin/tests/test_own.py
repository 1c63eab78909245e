def test_something() -> None:
    assert True
