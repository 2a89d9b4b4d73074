"""How well the claim check tells a contradiction from a sentence that is true or open, over sentences by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace

from indicators import swedish
from indicators.model import Registry
from indicators.texts.claim_words import ClaimKind
from indicators.texts.claims import Claim, claims
from tests.texts.claim_sentences import FAULTS, REMARKS, RESULTS, SOUND


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Found among what is to be found, and right among what was found, with every sentence that went wrong."""

    found: int
    sought: int
    right: int
    told: int
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        recall, precision = 100 * self.found / self.sought, 100 * self.right / max(1, self.told)
        lines = "".join(f"\n  {line}" for line in self.wrong)
        return (
            f"recall {recall:.0f} % ({self.found} of {self.sought}), "
            f"precision {precision:.0f} % ({self.right} of {self.told}){lines}"
        )


def checked(told: str, sentence: str) -> tuple[Claim, ...]:
    return claims(sentence, *RESULTS[told])


def measured(sought: tuple[tuple[str, str, ClaimKind], ...], *, is_fault: bool) -> Measured:
    """Of the sentences sought, and of all others, which give a claim of the kind and weight."""
    hits, wrong = 0, []
    for told, sentence, kind in sought:
        found = checked(told, sentence)
        is_hit = any(claim.kind is kind and claim.is_fault is is_fault for claim in found)
        hits += is_hit
        wrong += [] if is_hit else [f"missed: {told} | {sentence} | {[(c.kind, str(c.severity)) for c in found]}"]
    others = [
        (told, sentence) for told, sentence, _ in FAULTS + REMARKS if (told, sentence) not in {s[:2] for s in sought}
    ]
    raised = [
        (told, sentence, found)
        for told, sentence in [*others, *SOUND]
        for found in checked(told, sentence)
        if found.is_fault
    ]
    wrong += [f"raised: {told} | {sentence} | {found.kind}: {found.why}" for told, sentence, found in raised]
    return Measured(found=hits, sought=len(sought), right=hits, told=hits + len(raised), wrong=tuple(wrong))


def test_the_table_is_large_and_half_of_it_is_true_or_open() -> None:
    claiming = {(told, sentence) for told, sentence, _ in FAULTS + REMARKS}
    assert len(claiming) >= 60
    assert len(set(SOUND)) >= 60
    assert not claiming & set(SOUND)


def test_every_contradiction_is_a_fault_of_its_kind_and_nothing_else_is() -> None:
    result = measured(FAULTS, is_fault=True)
    assert not result.wrong, str(result)


def test_what_goes_beyond_the_assessment_is_a_remark_of_its_kind() -> None:
    result = [s for s in REMARKS if not any(c.kind is s[2] and not c.is_fault for c in checked(s[0], s[1]))]
    assert result == [], f"recall {100 - 100 * len(result) / len(REMARKS):.0f} %"


def test_every_indicators_own_words_are_read_as_its_own(register: Registry) -> None:
    risen, fallen = RESULTS["trånga"][0], RESULTS["behöriga"][0]
    wrong = []
    for indicator in register.indicators.values():
        subject = indicator.sentence.subject
        for progress, true, false in ((risen, "ökar", "minskar"), (fallen, "minskar", "ökar")):
            said = f"{swedish.sentence_case(subject)} har {{}}."
            tried = [
                (said.format({"ökar": "ökat", "minskar": "minskat"}[true]), False),
                (said.format({"ökar": "ökat", "minskar": "minskat"}[false]), True),
                (f"Målet är att {subject} {false}.", False),
                (f"Vi hoppas att {subject} {false}.", False),
            ]
            for sentence, is_fault in tried:
                found = claims(sentence, replace(progress, indicator=indicator.id), indicator)
                if any(claim.is_fault for claim in found) is not is_fault:
                    wrong.append((indicator.id, sentence, found))
    assert wrong == []
