package norms.wgs.wgs_26_test

import data.fixtures
import data.norms.wgs.wgs_26

past := {
	{"norm": "WGS-26", "effect": "deny"},
	{"norm": "WGS-26", "effect": "oblige", "obligation": "DESTROY"},
}

first(day) := fixtures.riec({"case": {"firstProcessedDay": day}})

# 24 November 2021, five calendar years before the day of the fixtures.
five_years_ago := 18955

test_denies_and_obliges_to_destroy_after_five_years if {
	wgs_26.findings == past with input as first(five_years_ago - 1)
}

test_silent_on_the_last_day if {
	wgs_26.findings == set() with input as first(five_years_ago)
}

test_speaks_in_every_state if {
	every state in ["R0", "R2", "R5", "R8"] {
		wgs_26.findings == past with input as object.union(first(five_years_ago - 1), {"case": {"state": state}})
	}
}

test_silent_without_a_case_on_this_track if {
	wgs_26.findings == set() with input as fixtures.riec({"case": null})
	municipal := {"case": {"regime": "BGP", "state": "B4"}}
	wgs_26.findings == set() with input as object.union(first(five_years_ago - 1), municipal)
}

test_silent_in_another_regime if {
	wgs_26.findings == set() with input as object.union(first(five_years_ago - 1), {"inquiry": {"regime": "BGP"}})
}
