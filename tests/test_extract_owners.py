"""Is another organisation's document told from one of a company that was renamed or bought?"""

import pytest

from extract.verdicts.owners import Owner
from model import Block, Clause, Reading, Verdict


def owner(organisation, *contacts, words="we keep your data"):
    clause = Clause(block=Block.PARAGRAPH, text=words, words=words)
    mail = tuple(f"mailto:{one}" for one in contacts)
    return Owner(Reading(title="", clauses=(clause,), verdict=Verdict.POLICY, organisation=organisation, contacts=mail))


FORMER = owner("Tarn Outfitters Ltd", "privacy@tarn.example")


@pytest.mark.parametrize(
    ("other", "is_another"),
    [
        (owner("Bright Parcel Media Inc.", "privacy@bright.example"), True),
        (owner("Bright Parcel Media Inc."), False),  # no mail, nothing to go by
        (owner("", "privacy@bright.example"), False),
        (owner("Tarn Sports Ltd", "privacy@bright.example"), False),
        (owner("TarnOutfitters", "privacy@bright.example"), False),
        (owner("Privacy Policy Ltd", "privacy@bright.example"), False),  # a name of words that all have is none
        (owner("Bright Parcel Media Inc.", "privacy@tarn.example"), False),
        (owner("Bright Parcel Media Inc.", "tarn@bright-tarn.example"), False),
        (owner("Bright Parcel Media Inc.", "privacy@bright.example", words="formerly tarn"), False),
    ],
)
def test_name_mail_and_words_have_to_be_anothers(other, is_another):
    assert other.is_another(FORMER, parked_between=False) is is_another


def test_where_the_domain_was_for_sale_in_between_mail_is_not_asked_for():
    assert owner("Bright Parcel Media Inc.").is_another(FORMER, parked_between=True)
    assert not owner("Tarn Sports Ltd").is_another(FORMER, parked_between=True)
    assert not owner("").is_another(FORMER, parked_between=True)
