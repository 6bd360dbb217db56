package norms.bgp.bgp_04_test

import data.fixtures
import data.norms.bgp.bgp_04

test_denies_and_has_destroyed_after_a_year if {
	bgp_04.findings == {
		{"norm": "BGP-04", "effect": "deny"},
		{"norm": "BGP-04", "effect": "oblige", "obligation": "DESTROY_AFTER_YEAR"},
	} with input as fixtures.inquiry({"case": {"state": "B0", "rejectedDay": 20660}})
}

test_silent_about_a_signal_that_was_taken_up if {
	bgp_04.findings == set() with input as fixtures.inquiry({"case": {"state": "B1"}})
}

test_silent_on_another_track if {
	bgp_04.findings == set() with input as fixtures.inquiry({"inquiry": {"regime": "WGS"}, "case": {"state": "B0"}})
}

test_rejecting_a_signal_begins_the_year if {
	bgp_04.acts == {bgp_04.destroy} with input as fixtures.transition("B1", "B0", [])
	bgp_04.acts == set() with input as fixtures.transition("B1", "B2", [])
	riec := object.union(fixtures.transition("B1", "B0", []), {"case": {"regime": "WGS"}})
	bgp_04.acts == set() with input as riec
}
