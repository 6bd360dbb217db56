package norms.bgs.bgs_09_test

import data.fixtures
import data.norms.bgs.bgs_09

destroy := {"norm": "BGS-09", "effect": "oblige", "obligation": "DESTROY"}

both := {{"norm": "BGS-09", "effect": "deny"}, destroy}

asked(outcome) := fixtures.riec({"case": {"signalOutcome": outcome}})

test_denies_and_obliges_to_destroy_what_has_no_follow_up if {
	bgs_09.findings == both with input as asked("NIET_IN_BEHANDELING")
	bgs_09.findings == both with input as asked("GEEN_AANWIJZING")
}

test_silent_about_a_signal_that_goes_on if {
	bgs_09.findings == set() with input as asked(null)
	bgs_09.findings == set() with input as asked("IN_BEHANDELING")
}

test_leaves_the_municipal_track_to_bgp_04 if {
	bgs_09.findings == set() with input as fixtures.inquiry({"case": {"signalOutcome": "NIET_IN_BEHANDELING"}})
}

test_silent_without_a_case_of_a_riec if {
	bgs_09.findings == set() with input as object.union(asked("GEEN_AANWIJZING"), {"case": null})
	bgs_09.findings == set() with input as object.union(asked("GEEN_AANWIJZING"), {"case": {"regime": "BGP"}})
	bgs_09.findings == set() with input as object.union(asked("GEEN_AANWIJZING"), {"inquiry": {"regime": "BILATERAL"}})
}

ended(from, to) := object.union(fixtures.transition(from, to, []), {"case": {"regime": "WGS", "involved": ["BGM"]}})

test_obliges_to_destroy_when_a_case_ends_before_its_interventions if {
	every state in ["R0", "R1", "R2", "R3", "R4"] {
		bgs_09.acts == {destroy} with input as ended(state, "R8")
	}
	bgs_09.acts == set() with input as ended("R7", "R8")
	bgs_09.acts == set() with input as ended("R1", "R2")
}

test_silent_about_other_acts_and_tracks if {
	bgs_09.acts == set() with input as object.union(ended("R1", "R8"), {"act": {"kind": "amend"}})
	bgs_09.acts == set() with input as object.union(ended("R1", "R8"), {"case": {"regime": "BGP"}})
}

# Which track a case is on, and how far it is, is not for who takes no part in it.
test_silent_to_outsiders if {
	bgs_09.acts == set() with input as object.union(ended("R2", "R8"), {"caller": {"organ": "POL"}})
}

renamed(outcome, facts) := object.union(ended("R2", null), {
	"act": {"kind": "amend", "amends": facts},
	"case": {"signalOutcome": outcome},
})

test_denies_taking_up_again_what_was_not if {
	deny := {{"norm": "BGS-09", "effect": "deny"}}
	every outcome in ["NIET_IN_BEHANDELING", "GEEN_AANWIJZING"] {
		bgs_09.acts == deny with input as renamed(outcome, ["signalOutcome"])
		bgs_09.acts == set() with input as renamed(outcome, ["region"])
		bgs_09.acts == set() with input as object.union(renamed(outcome, ["signalOutcome"]), {"caller": {"organ": "POL"}})
	}
	bgs_09.acts == set() with input as renamed(null, ["signalOutcome"])
	bgs_09.acts == set() with input as renamed("OPGEPAKT", ["signalOutcome"])
}

test_nothing_and_nobody_is_added_without_follow_up if {
	every outcome in ["NIET_IN_BEHANDELING", "GEEN_AANWIJZING"] {
		dropped := fixtures.entering("DOCUMENT", {"signalOutcome": outcome}, {})
		bgs_09.acts == {{"norm": "BGS-09", "effect": "deny"}} with input as dropped
		bgs_09.acts == {{"norm": "BGS-09", "effect": "deny"}} with input as fixtures.adding(dropped)
		bgs_09.acts == set() with input as object.union(dropped, {"caller": {"organ": "UWV"}})
	}
	bgs_09.acts == set() with input as fixtures.entering("DOCUMENT", {}, {})
	bgs_09.acts == set() with input as fixtures.gathering("B4", {"signalOutcome": "GEEN_AANWIJZING"})
}
