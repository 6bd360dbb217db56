package norms.wgs.wgs_24_test

import data.fixtures
import data.norms.wgs.wgs_24

deny := {{"norm": "WGS-24", "effect": "deny"}}

asked(purpose) := fixtures.riec({"inquiry": {"purpose": purpose}})

test_denies_another_purpose_of_a_riec if {
	wgs_24.findings == deny with input as asked("P-RIEC-F")
}

test_denies_a_purpose_outside_the_riec if {
	wgs_24.findings == deny with input as asked("P-VERG")
}

test_denies_without_a_purpose if {
	wgs_24.findings == deny with input as asked(null)
}

test_denies_without_its_case if {
	wgs_24.findings == deny with input as fixtures.riec({"case": null})
	wgs_24.findings == deny with input as fixtures.riec({"case": null, "inquiry": {"purpose": "P-RECHT"}})
}

test_denies_in_a_case_on_another_track if {
	wgs_24.findings == deny with input as fixtures.riec({"case": {"regime": "BGP", "state": "B4"}})
}

test_silent_about_a_purpose_set_beforehand if {
	wgs_24.findings == set() with input as asked("P-RIEC-B")
	two := {"case": {"purposes": ["P-RIEC-B", "P-RIEC-F"]}}
	wgs_24.findings == set() with input as object.union(asked("P-RIEC-F"), two)
}

test_silent_about_rights_and_control if {
	every purpose in ["P-RECHT", "P-AUDIT"] {
		wgs_24.findings == set() with input as asked(purpose)
	}
}

test_silent_in_another_regime if {
	wgs_24.findings == set() with input as fixtures.inquiry({"inquiry": {"purpose": "P-VERG"}})
}

# S23B: what the case that is named does not have.
test_s23b_denies_what_belongs_to_another_case if {
	wgs_24.findings == deny with input as fixtures.riec({"inquiry": {"source": "holding/2"}})
	wgs_24.findings == set() with input as fixtures.result({})
}

require := {"norm": "WGS-24", "effect": "require", "attestation": "RAC_NEW", "scope": {}}

joining(attestations) := fixtures.judged(
	fixtures.processing({"act": {"processing": {"acrossCases": true}}}),
	attestations,
)

# S20E: a dashboard that joins all cases.
test_s20e_what_joins_cases_waits_for_the_advisory_committee if {
	wgs_24.acts == {require} with input as joining([])
	wgs_24.acts == set() with input as joining([fixtures.rac_advice])
}

test_denies_what_does_not_keep_data_to_the_purpose_of_their_case if {
	loose := object.union(fixtures.rac_advice, {"details": {"casePurposeKept": false}})
	wgs_24.acts == {{"norm": "WGS-24", "effect": "deny"}} with input as joining([loose])
	wgs_24.acts == {{"norm": "WGS-24", "effect": "deny"}} with input as joining([fixtures.rac_advice, loose])
}

test_silent_about_a_kind_within_each_case if {
	wgs_24.acts == set() with input as fixtures.processing({})
	other := {"act": {"processing": {"acrossCases": true, "regime": "MONO"}}}
	wgs_24.acts == set() with input as fixtures.processing(other)
}
