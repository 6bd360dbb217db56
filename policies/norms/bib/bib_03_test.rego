package norms.bib.bib_03_test

import data.fixtures
import data.norms.bib.bib_03

finding(effect) := {"norm": "BIB-03", "effect": effect, "category": "C-BIB-F"}

waits_for(type) := {finding("permit"), object.union(finding("require"), {
	"attestation": type,
	"scope": {"source": "BIBOB/dossiers", "subject": "s-1"},
})}

to(organ) := fixtures.bibob({"inquiry": {"fields": ["leningen"], "recipient": {"organ": organ, "department": null}}})

judged(organ, type, outcome) := fixtures.judged(to(organ), [fixtures.bibob_judgement(type, outcome, organ)])

test_permits_the_driehoek_what_it_needs if {
	every organ in ["BGM", "OM", "POL"] {
		bib_03.findings == {finding("permit")} with input as judged(organ, "BIBOB_NECESSITY", "necessary")
	}
}

test_the_driehoek_waits_for_the_judgement_of_necessity if {
	every organ in ["BGM", "OM", "POL"] {
		bib_03.findings == waits_for("BIBOB_NECESSITY") with input as to(organ)
	}
}

test_denies_the_driehoek_what_it_does_not_need if {
	finding("deny") in bib_03.findings with input as judged("OM", "BIBOB_NECESSITY", "not-necessary")
}

test_another_authority_waits_for_legal_affairs if {
	every organ in ["PROV", "OD"] {
		bib_03.findings == waits_for("BIBOB_EXCHANGE") with input as to(organ)
		bib_03.findings == waits_for("BIBOB_EXCHANGE") with input as judged(organ, "BIBOB_NECESSITY", "necessary")
	}
}

test_permits_another_authority_when_legal_affairs_agreed if {
	bib_03.findings == {finding("permit")} with input as judged("PROV", "BIBOB_EXCHANGE", "agreed")
}

test_denies_when_legal_affairs_refused if {
	finding("deny") in bib_03.findings with input as judged("PROV", "BIBOB_EXCHANGE", "refused")
}

test_agreement_about_another_recipient_does_not_count if {
	agreed := fixtures.bibob_judgement("BIBOB_EXCHANGE", "agreed", "OD")
	bib_03.findings == waits_for("BIBOB_EXCHANGE") with input as fixtures.judged(to("PROV"), [agreed])
}

test_no_permit_in_bulk_or_in_a_case if {
	every change in [{"mode": "BULK"}, {"namesCase": true}] {
		asked := object.union(judged("OM", "BIBOB_NECESSITY", "necessary"), {"inquiry": change})
		bib_03.findings == set() with input as asked
	}
}

test_leaves_support_to_its_own_norm if {
	bib_03.findings == set() with input as object.union(to("BD"), {"inquiry": {"legalBasis": ["LB-BIB28D"]}})
}

# Naming the support too takes nothing away from an exchange that was agreed to.
test_an_exchange_that_was_agreed_to_goes_before_support if {
	claimed := {"inquiry": {"legalBasis": ["LB-6E", "LB-BIB28D"]}}
	agreed := object.union(judged("PROV", "BIBOB_EXCHANGE", "agreed"), claimed)
	bib_03.findings == {finding("permit")} with input as agreed
	data.norms.bib.bib_02.findings == set() with input as agreed
	refused := object.union(judged("PROV", "BIBOB_EXCHANGE", "refused"), claimed)
	bib_03.findings == set() with input as refused
}

test_silent_about_others_and_other_purposes if {
	bib_03.findings == set() with input as to("BANK")
	bib_03.findings == set() with input as object.union(to("OM"), {"inquiry": {"purpose": "P-OPSP"}})
}

test_silent_about_other_data if bib_03.findings == set() with input as fixtures.inquiry({})
