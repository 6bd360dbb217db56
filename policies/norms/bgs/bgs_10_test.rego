package norms.bgs.bgs_10_test

import data.fixtures
import data.norms.bgs.bgs_10

deny := {{"norm": "BGS-10", "effect": "deny"}}

renewed(changes) := object.union(fixtures.riec({"inquiry": {"mode": "RENEW"}}), changes)

test_denies_renewed_processing_in_a_riec if {
	bgs_10.findings == deny with input as renewed({})
	bgs_10.findings == deny with input as renewed({"case": null})
}

test_denies_it_under_another_regime_for_who_is_involved if {
	bgs_10.findings == deny with input as renewed({"inquiry": {"regime": "MONO"}})
}

test_tells_nothing_of_a_case_one_has_no_part_in if {
	bgs_10.findings == set() with input as renewed({"case": {"involved": ["BD"]}, "inquiry": {"regime": "MONO"}})
}

test_silent_about_other_questions if {
	every mode in ["HITNOHIT", "DETAIL", "BULK", "AUTO", "KNOWN_CHECK"] {
		bgs_10.findings == set() with input as fixtures.riec({"inquiry": {"mode": mode}})
	}
}

test_silent_outside_a_riec if {
	bgs_10.findings == set() with input as fixtures.inquiry({"inquiry": {"mode": "RENEW"}})
}
