package norms.mn.mn_01_test

import data.fixtures
import data.norms.mn.mn_01

without(ground) := {"reasoned": {ground: false}}

test_denies_when_one_of_the_three_is_not_answered if {
	every ground in ["necessity", "proportionality", "subsidiarity"] {
		asked := fixtures.inquiry({"inquiry": without(ground)})
		mn_01.findings == {{"norm": "MN-01", "effect": "deny"}} with input as asked
	}
}

test_silent_when_all_three_are_answered if {
	mn_01.findings == set() with input as fixtures.inquiry({})
}

# S25A: a quickscan with counts by street names no persons, and needs no grounds.
test_s25a_silent_about_counts_without_persons if {
	unreasoned := {"reasoned": {"necessity": false, "proportionality": false, "subsidiarity": false}}
	asked := fixtures.inquiry({"inquiry": object.union(unreasoned, {"source": "RIEC/beelden", "fields": ["aantallen"]})})
	mn_01.findings == set() with input as asked
}

test_denies_when_nothing_is_asked if {
	asked := fixtures.inquiry({"inquiry": object.union(without("necessity"), {"fields": []})})
	mn_01.findings == {{"norm": "MN-01", "effect": "deny"}} with input as asked
}

test_silent_about_acts if mn_01.findings == set() with input as fixtures.act("open", {})
