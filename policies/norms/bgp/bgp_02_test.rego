package norms.bgp.bgp_02_test

import data.fixtures
import data.norms.bgp.bgp_02

deny := {"norm": "BGP-02", "effect": "deny"}

refer := {"norm": "BGP-02", "effect": "oblige", "obligation": "REFER"}

asked := fixtures.inquiry({})

test_denies_and_refers_without_weighing_2 if {
	bgp_02.findings == {deny, refer} with input as asked
}

test_denies_with_only_one_of_both if {
	bgp_02.findings == {deny, refer} with input as fixtures.judged(asked, [fixtures.w2a])
	bgp_02.findings == {deny, refer} with input as fixtures.judged(asked, [fixtures.w2b])
}

test_silent_with_both if {
	bgp_02.findings == set() with input as fixtures.judged(asked, [fixtures.w2a, fixtures.w2b])
}

test_denies_when_one_was_negative if {
	negative := object.union(fixtures.w2b, {"outcome": "negative"})
	bgp_02.findings == {deny, refer} with input as fixtures.judged(asked, [fixtures.w2a, negative])
}

test_silent_under_another_regime if {
	bgp_02.findings == set() with input as fixtures.inquiry({"inquiry": {"regime": "MONO"}})
}

test_intake_ends_only_with_weighing_2 if {
	bgp_02.acts == {deny} with input as fixtures.transition("B1", "B2", [fixtures.w2a])
	bgp_02.acts == set() with input as fixtures.transition("B1", "B2", [fixtures.w2a, fixtures.w2b])
}
