package norms.bgp.bgp_04_test

import data.fixtures
import data.norms.bgp.bgp_04

deny := {"norm": "BGP-04", "effect": "deny"}

keep := {"norm": "BGP-04", "effect": "oblige", "obligation": "DESTROY_AFTER_YEAR"}

destroy := {"norm": "BGP-04", "effect": "oblige", "obligation": "DESTROY"}

rejected(day) := fixtures.inquiry({"case": {"state": "B0", "rejectedDay": day}})

# Today is day 20781.
test_denies_and_keeps_it_encrypted_for_a_year if {
	every day in [20781, 20660, 20417, 20416] {
		bgp_04.findings == {deny, keep} with input as rejected(day)
	}
}

test_the_day_after_the_year_it_is_destroyed if {
	every day in [20415, 20000] {
		bgp_04.findings == {deny, destroy} with input as rejected(day)
	}
}

test_denies_when_nobody_knows_when_it_was_rejected if bgp_04.findings == {deny, keep} with input as rejected(null)

test_silent_about_a_signal_that_was_taken_up if {
	bgp_04.findings == set() with input as fixtures.inquiry({"case": {"state": "B1"}})
}

test_silent_on_another_track if {
	bgp_04.findings == set() with input as fixtures.inquiry({"inquiry": {"regime": "WGS"}, "case": {"state": "B0"}})
}

test_rejecting_a_signal_begins_the_year if {
	bgp_04.acts == {keep} with input as fixtures.transition("B1", "B0", [])
	bgp_04.acts == set() with input as fixtures.transition("B1", "B2", [])
	riec := object.union(fixtures.transition("B1", "B0", []), {"case": {"regime": "WGS"}})
	bgp_04.acts == set() with input as riec
}

test_nothing_comes_in_with_a_rejected_signal if {
	deny := {{"norm": "BGP-04", "effect": "deny"}}
	bgp_04.acts == deny with input as fixtures.gathering("B0", {})
	bgp_04.acts == deny with input as fixtures.adding(fixtures.gathering("B0", {}))
	bgp_04.acts == set() with input as fixtures.gathering("B1", {})
	bgp_04.acts == set() with input as object.union(fixtures.gathering("B0", {}), {"caller": {"organ": "POL"}})
}
