package norms.pw.pw_01_test

import data.fixtures
import data.norms.pw.pw_01

permit := {{"norm": "PW-01", "effect": "permit", "category": "C-UITK"}}

deny := {{"norm": "PW-01", "effect": "deny", "category": "C-UITK"}}

benefit := {"source": "WI/uitkeringen", "fields": ["soort_uitkering"]}

asked(changes) := fixtures.inquiry({"inquiry": object.union(benefit, changes)})

no_objection(outcome, subject) := fixtures.attestation(
	"NO_OBJECTION",
	outcome,
	{"source": "WI/uitkeringen", "subject": subject},
	{"reference": "B-1"},
)

judged(outcome, subject) := fixtures.judged(asked({}), [no_objection(outcome, subject)])

test_denies_another_department if {
	every regime in ["MONO", "BGP", "BILATERAL", "BIBOB"] {
		pw_01.findings == deny with input as asked({"regime": regime})
	}
}

test_denies_the_hit_too if pw_01.findings == deny with input as asked({"mode": "HITNOHIT", "fields": []})

test_permits_with_a_written_no_objection_in_the_states_of_the_track if {
	every state in ["B3", "B4", "B5"] {
		pw_01.findings == permit with input as object.union(judged("given", "s-1"), {"case": {"state": state}})
	}
	every state in ["B0", "B1", "B2", "B6", "B7"] {
		pw_01.findings == set() with input as object.union(judged("given", "s-1"), {"case": {"state": state}})
	}
}

test_no_permit_outside_the_gemeente_or_in_another_regime if {
	every change in [{"recipient": {"organ": "POL", "department": null}}, {"regime": "MONO"}] {
		pw_01.findings == set() with input as object.union(judged("given", "s-1"), {"inquiry": change})
	}
}

test_denies_when_somebody_else_has_no_objection if {
	pw_01.findings == deny with input as judged("given", "s-2")
}

test_denies_against_an_objection if {
	both := [no_objection("given", "s-1"), no_objection("refused", "s-1")]
	pw_01.findings == deny with input as judged("refused", "s-1")
	pw_01.findings == deny with input as fixtures.judged(asked({}), both)
}

executed(caller, recipient, changes) := object.union(
	fixtures.inquiry({
		"caller": {"organ": "COL", "department": caller},
		"inquiry": object.union(benefit, {
			"regime": "MONO",
			"purpose": "P-BIJST",
			"task": "PW:7",
			"recipient": {"organ": "COL", "department": recipient},
			"namesCase": false,
		}),
		"case": null,
	}),
	{"inquiry": changes},
)

test_permits_within_the_execution_of_the_act if {
	every pair in [["WI", "WI"], ["SR", "SR"], ["SR", "WI"]] {
		pw_01.findings == permit with input as executed(pair[0], pair[1], {})
	}
}

test_no_permit_for_the_execution_in_bulk_or_in_a_case if {
	pw_01.findings == set() with input as executed("SR", "SR", {"mode": "BULK"})
	pw_01.findings == set() with input as executed("SR", "SR", {"namesCase": true})
}

test_denies_who_only_claims_the_purpose_or_names_the_department if {
	pw_01.findings == deny with input as executed("ONDM", "ONDM", {})
	pw_01.findings == deny with input as executed("ONDM", "WI", {})
	pw_01.findings == deny with input as executed("WI", "ONDM", {})
}

test_denies_the_investigators_another_purpose if {
	pw_01.findings == deny with input as executed("SR", "SR", {"purpose": "P-TOEZ"})
	pw_01.findings == set() with input as executed("WI", "WI", {"purpose": "P-TOEZ"})
}

test_leaves_a_riec_case_to_the_wgs if {
	pw_01.findings == set() with input as fixtures.riec({"inquiry": benefit})
}

test_silent_about_other_data if pw_01.findings == set() with input as fixtures.inquiry({})
