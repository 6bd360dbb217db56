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

test_nothing_and_nobody_is_added_after_the_term if {
	last := fixtures.entering("DOCUMENT", {"firstProcessedDay": fixtures.today - 1826}, {})
	over := fixtures.entering("DOCUMENT", {"firstProcessedDay": fixtures.today - 1827}, {})
	deny := {{"norm": "WGS-26", "effect": "deny"}}
	wgs_26.acts == deny with input as over
	wgs_26.acts == deny with input as fixtures.adding(over)
	wgs_26.acts == set() with input as last
	wgs_26.acts == set() with input as fixtures.adding(last)
	wgs_26.acts == set() with input as object.union(over, {"act": {"kind": "amend"}})
	wgs_26.acts == set() with input as object.union(over, {"caller": {"organ": "UWV"}})
	wgs_26.acts == set() with input as fixtures.gathering("B4", {"firstProcessedDay": fixtures.today - 1827})
}
