package norms.bgp.bgp_01_test

import data.fixtures
import data.norms.bgp.bgp_01

deny := {{"norm": "BGP-01", "effect": "deny"}}

asked := fixtures.inquiry({})

anchor(number) := object.union(fixtures.w1, {"details": {"anchor": number}})

test_denies_without_weighing_1 if {
	bgp_01.findings == deny with input as asked
}

test_denies_without_anchoring if {
	bgp_01.findings == deny with input as fixtures.judged(asked, [anchor(0)])
}

test_silent_with_one_indicator if {
	bgp_01.findings == set() with input as fixtures.judged(asked, [anchor(1)])
}

test_denies_when_anchoring_is_no_number if {
	bgp_01.findings == deny with input as fixtures.judged(asked, [anchor("veel")])
}

test_denies_when_the_weighing_was_negative if {
	negative := object.union(fixtures.w1, {"outcome": "negative"})
	bgp_01.findings == deny with input as fixtures.judged(asked, [negative])
	bgp_01.findings == deny with input as fixtures.judged(asked, [fixtures.w1, negative])
}

test_denies_when_the_asker_weighed if {
	own := object.union(fixtures.w1, {"by": "p-asker"})
	bgp_01.findings == deny with input as fixtures.judged(asked, [own])
}

test_silent_under_another_regime if {
	bgp_01.findings == set() with input as fixtures.inquiry({"inquiry": {"regime": "WGS"}})
}

test_intake_ends_only_with_weighing_1 if {
	bgp_01.acts == deny with input as fixtures.transition("B1", "B2", [])
	bgp_01.acts == set() with input as fixtures.transition("B1", "B2", [fixtures.w1])
}

test_says_nothing_of_the_intake_to_who_takes_no_part if {
	moved := fixtures.transition("B1", "B2", [])
	bgp_01.acts == set() with input as object.union(moved, {"caller": {"organ": "POL"}})
	bgp_01.acts == set() with input as object.union(moved, {"case": {"members": ["p-other"]}})
}

test_a_signal_may_be_rejected_without_weighing_1 if {
	bgp_01.acts == set() with input as fixtures.transition("B1", "B0", [])
}
