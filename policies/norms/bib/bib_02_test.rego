package norms.bib.bib_02_test

import data.fixtures
import data.norms.bib.bib_02

finding(effect) := {"norm": "BIB-02", "effect": effect, "category": "C-BIB-F"}

require := object.union(finding("require"), {
	"attestation": "BIBOB_NECESSITY",
	"scope": {"source": "BIBOB/dossiers", "subject": "s-1"},
})

support := fixtures.bibob({"inquiry": {
	"legalBasis": ["LB-BIB28D"],
	"fields": ["leningen"],
	"recipient": {"organ": "BD", "department": null},
}})

judged(outcome, recipient) := fixtures.judged(support, [fixtures.bibob_judgement("BIBOB_NECESSITY", outcome, recipient)])

test_permits_what_a_supporting_participant_needs if {
	bib_02.findings == {finding("permit")} with input as judged("necessary", "BD")
}

test_waits_for_the_judgement_of_necessity if {
	bib_02.findings == {finding("permit"), require} with input as support
}

test_what_another_participant_needs_does_not_count if {
	bib_02.findings == {finding("permit"), require} with input as judged("necessary", "POL")
}

test_what_is_needed_about_another_person_does_not_count if {
	other := object.union(judged("necessary", "BD"), {"inquiry": {"subject": {"key": "s-2"}}})
	require_other := object.union(require, {"scope": {"subject": "s-2"}})
	bib_02.findings == {finding("permit"), require_other} with input as other
}

test_a_judgement_of_the_asker_does_not_count if {
	own := object.union(judged("necessary", "BD"), {"caller": {"person": "p-judge"}})
	require in bib_02.findings with input as own
}

test_denies_what_is_not_needed if {
	finding("deny") in bib_02.findings with input as judged("not-necessary", "BD")
}

test_no_permit_in_bulk_or_in_a_case if {
	every change in [{"mode": "BULK"}, {"namesCase": true}] {
		bib_02.findings == set() with input as object.union(judged("necessary", "BD"), {"inquiry": change})
	}
}

test_denies_a_participant_another_purpose if {
	bib_02.findings == {finding("deny")} with input as object.union(support, {"inquiry": {"purpose": "P-OPSP"}})
	bib_02.findings == {finding("deny")} with input as object.union(support, {"inquiry": {"purpose": null}})
	riec := fixtures.riec({"inquiry": {"source": "BIBOB/dossiers", "fields": ["leningen"]}})
	bib_02.findings == {finding("deny")} with input as riec
}

test_silent_without_the_basis if {
	bib_02.findings == set() with input as object.union(support, {"inquiry": {"legalBasis": ["LB-6E"]}})
}

test_silent_about_other_data if bib_02.findings == set() with input as fixtures.inquiry({})
