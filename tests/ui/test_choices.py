"""Pickers kept in the address line."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from ui import choices

    chosen = choices.pick("indikator", "Indikator", {"ran": "Anmälda rån", "trygg": "Trygg utomhus"}, default="trygg")
    st.write(f"vald {chosen}")


def code_page() -> None:
    import streamlit as st

    from ui import choices

    st.write(f"vald {choices.pick_code('omrade', 'Område', ['1', '2', '3'])}")


def opened(address: dict[str, str]) -> AppTest:
    test = AppTest.from_function(page)
    for name, value in address.items():
        test.query_params[name] = value
    return test.run()


def said(test: AppTest) -> str:
    return " ".join(element.value for element in test.markdown)


def noticed(test: AppTest) -> str:
    return " ".join(element.proto.body for element in test.get("html"))


def test_without_a_choice_in_the_address_the_default_is_shown() -> None:
    assert said(opened({})) == "vald trygg"


def test_the_choice_in_the_address_is_shown() -> None:
    test = opened({"indikator": "ran"})
    assert said(test) == "vald ran"
    assert test.selectbox[0].value == "ran"


def test_the_reader_sees_names_not_codes() -> None:
    assert opened({}).selectbox[0].options == ["Anmälda rån", "Trygg utomhus"]


def test_a_new_choice_is_written_to_the_address() -> None:
    test = opened({})
    test.selectbox[0].select("ran").run()
    assert said(test) == "vald ran"
    assert test.query_params["indikator"] == "ran"


def test_a_new_address_wins_over_an_earlier_choice() -> None:
    test = opened({})
    test.selectbox[0].select("ran").run()
    test.query_params["indikator"] = "trygg"
    assert said(test.run()) == "vald trygg"


def test_an_unknown_choice_gives_the_default_and_says_so() -> None:
    test = opened({"indikator": "finns-inte"})
    assert said(test) == "vald trygg"
    assert "Adressen bad om Indikator ”finns-inte”, som inte finns. I stället visas Trygg utomhus." in noticed(test)


def test_a_known_choice_gives_no_notice() -> None:
    assert noticed(opened({"indikator": "ran"})) == ""


def test_hostile_text_in_the_address_is_shown_as_text() -> None:
    assert "<script>" not in noticed(opened({"indikator": "<script>alert(1)</script>"}))


def test_a_code_that_is_not_offered_gives_the_first_and_says_so() -> None:
    test = AppTest.from_function(code_page)
    test.query_params["omrade"] = "99"
    test.run()
    assert said(test) == "vald 1"
    assert "Adressen bad om Område ”99”" in noticed(test)
