package norms.bgp.bgp_08_test

import data.fixtures
import data.norms.bgp.bgp_08

deny := {{"norm": "BGP-08", "effect": "deny"}}

outward := fixtures.inquiry({
	"inquiry": {"recipient": {"organ": "POL", "department": null}},
	"case": {"state": "B3"},
})

test_denies_sending_a_hit_outside_before_weighing_4 if {
	bgp_08.findings == deny with input as outward
}

test_silent_once_weighed if {
	bgp_08.findings == set() with input as fixtures.judged(outward, [fixtures.w4])
}

test_silent_inside_the_gemeente if {
	bgp_08.findings == set() with input as fixtures.inquiry({"case": {"state": "B3"}})
}

test_silent_in_another_state if {
	bgp_08.findings == set() with input as object.union(outward, {"case": {"state": "B4"}})
}

test_the_approach_starts_only_after_weighing_4 if {
	bgp_08.acts == deny with input as fixtures.transition("B3", "B4", [])
	bgp_08.acts == deny with input as fixtures.transition("B3", "B4", [object.union(fixtures.w4, {"outcome": "ANDERS"})])
	every code in ["MONO_MULTI", "CASUSOVERLEG", "RIEC"] {
		bgp_08.acts == set() with input as fixtures.transition("B3", "B4", [object.union(fixtures.w4, {"outcome": code})])
	}
}

test_silent_about_other_moves if {
	bgp_08.acts == set() with input as fixtures.transition("B3", "B6", [])
}
