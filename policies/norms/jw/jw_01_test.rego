package norms.jw.jw_01_test

import data.fixtures
import data.norms.jw.jw_01

deny := {{"norm": "JW-01", "effect": "deny", "category": "C-JGD"}}

plan := {"source": "JEUGD/dossiers", "fields": ["plan"]}

asked(changes) := fixtures.inquiry({"inquiry": object.union(plan, changes)})

test_denies_for_another_purpose if jw_01.findings == deny with input as asked({})

# S08: the youth-care plan of a fifteen-year-old does not go to a RIEC.
test_s08_denies_in_a_riec if jw_01.findings == deny with input as fixtures.riec({"inquiry": plan})

test_denies_the_hit_too if {
	jw_01.findings == deny with input as asked({"fields": [], "mode": "HITNOHIT"})
}

test_denies_without_a_purpose if jw_01.findings == deny with input as asked({"purpose": null})

test_denies_with_consent if {
	scope := {"source": "JEUGD/dossiers", "subject": "s-1"}
	consent := fixtures.attestation("CONSENT", "given", scope, {"reference": "T-1"})
	jw_01.findings == deny with input as fixtures.judged(asked({"legalBasis": ["LB-JW-T"]}), [consent])
}

test_silent_for_youth_care_elsewhere if jw_01.findings == set() with input as asked({"purpose": "P-JGD"})

own(department) := fixtures.inquiry({
	"caller": {"organ": "COL", "department": department},
	"inquiry": object.union(plan, {
		"regime": "MONO",
		"purpose": "P-JGD",
		"task": "Jeugdwet:2.3",
		"recipient": {"organ": "COL", "department": department},
		"namesCase": false,
	}),
	"case": null,
})

test_permits_who_gives_the_care if {
	jw_01.findings == {{"norm": "JW-01", "effect": "permit", "category": "C-JGD"}} with input as own("JEUGD")
	jw_01.findings == set() with input as own("WMO")
}

test_silent_about_other_data if jw_01.findings == set() with input as fixtures.inquiry({})
