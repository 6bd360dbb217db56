package norms.bgp.bgp_02_test

import data.fixtures
import data.norms.bgp.bgp_02

deny := {"norm": "BGP-02", "effect": "deny"}

refer := {"norm": "BGP-02", "effect": "oblige", "obligation": "REFER"}

asked := fixtures.inquiry({})

test_denies_without_weighing_2 if {
	bgp_02.findings == {deny} with input as asked
}

test_denies_with_only_one_of_both if {
	bgp_02.findings == {deny} with input as fixtures.judged(asked, [fixtures.w2a])
	bgp_02.findings == {deny} with input as fixtures.judged(asked, [fixtures.w2b])
}

test_silent_with_both if {
	bgp_02.findings == set() with input as fixtures.judged(asked, [fixtures.w2a, fixtures.w2b])
}

test_denies_and_refers_when_one_was_negative if {
	every judgement in [fixtures.w2a, fixtures.w2b] {
		negative := object.union(judgement, {"outcome": "negative"})
		bgp_02.findings == {deny, refer} with input as fixtures.judged(asked, [negative])
		others := [other | some other in [fixtures.w2a, fixtures.w2b]; other.type != judgement.type]
		bgp_02.findings == {deny, refer} with input as fixtures.judged(asked, array.concat(others, [negative]))
	}
}

test_silent_under_another_regime if {
	other := fixtures.inquiry({"inquiry": {"regime": "MONO"}})
	bgp_02.findings == set() with input as other
	negative := object.union(fixtures.w2a, {"outcome": "negative"})
	bgp_02.findings == set() with input as fixtures.judged(other, [negative])
}

test_intake_ends_only_with_weighing_2 if {
	bgp_02.acts == {deny} with input as fixtures.transition("B1", "B2", [fixtures.w2a])
	bgp_02.acts == set() with input as fixtures.transition("B1", "B2", [fixtures.w2a, fixtures.w2b])
}
