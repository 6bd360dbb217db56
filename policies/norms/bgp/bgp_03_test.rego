package norms.bgp.bgp_03_test

import data.fixtures
import data.norms.bgp.bgp_03

deny := {{"norm": "BGP-03", "effect": "deny"}}

asked := fixtures.inquiry({"case": {"state": "B2"}})

outcome(code) := object.union(fixtures.w3, {"outcome": code})

test_denies_without_weighing_3 if {
	bgp_03.findings == deny with input as asked
}

test_silent_with_a_known_outcome if {
	every code in ["NONE", "DEPT", "RIEC", "NEXT"] {
		bgp_03.findings == set() with input as fixtures.judged(asked, [outcome(code)])
	}
}

test_denies_an_unknown_outcome if {
	bgp_03.findings == deny with input as fixtures.judged(asked, [outcome("MISSCHIEN")])
}

test_silent_in_another_state if {
	bgp_03.findings == set() with input as fixtures.inquiry({"case": {"state": "B3"}})
}

test_source_research_starts_only_when_the_outcome_is_to_go_on if {
	bgp_03.acts == set() with input as fixtures.transition("B2", "B3", [outcome("NEXT")])
	bgp_03.acts == deny with input as fixtures.transition("B2", "B3", [outcome("DEPT")])
	bgp_03.acts == deny with input as fixtures.transition("B2", "B3", [])
}

test_two_outcomes_are_no_outcome if {
	bgp_03.acts == deny with input as fixtures.transition("B2", "B3", [outcome("NEXT"), outcome("NONE")])
}

test_silent_about_other_moves if {
	bgp_03.acts == set() with input as fixtures.transition("B2", "B0", [outcome("NONE")])
}
