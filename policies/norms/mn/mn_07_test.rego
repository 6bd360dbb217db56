package norms.mn.mn_07_test

import data.fixtures
import data.norms.mn.mn_07

oblige := {{"norm": "MN-07", "effect": "oblige", "obligation": "EVALUATE_AND_FEED_BACK"}}

joint(from, to) := object.union(
	fixtures.transition(from, to, []),
	{"case": {"regime": "WGS", "involved": ["BGM"]}},
)

test_closing_obliges_to_evaluate_and_feed_back if {
	every state in ["B2", "B3", "B4", "B5"] {
		mn_07.acts == oblige with input as fixtures.transition(state, "B6", [])
	}
	mn_07.acts == oblige with input as joint("R6", "R7")
}

test_silent_about_other_moves_and_to_outsiders if {
	mn_07.acts == set() with input as fixtures.transition("B3", "B4", [])
	mn_07.acts == set() with input as fixtures.transition("B6", "B7", [])
	mn_07.acts == set() with input as joint("R7", "R8")
	mn_07.acts == set() with input as object.union(joint("R6", "R7"), {"caller": {"organ": "POL"}})
	mn_07.acts == set() with input as fixtures.act("amend", {"act": {"to": "B6"}})
}
