package norms.bgs.bgs_02_test

import data.fixtures
import data.norms.bgs.bgs_02

deny := {{"norm": "BGS-02", "effect": "deny"}}

declaring(lawful) := {"BD/inkomen": object.union(data.facts.sources["BD/inkomen"], {"lawful": lawful})}

test_denies_a_source_that_is_not_declared_lawful if {
	bgs_02.findings == deny with input as fixtures.riec({}) with data.facts.sources as declaring(false)
}

test_denies_a_source_that_says_nothing_or_that_no_table_knows if {
	bgs_02.findings == deny with input as fixtures.riec({}) with data.facts.sources as declaring(null)
	bgs_02.findings == deny with input as fixtures.riec({"inquiry": {"source": "ONBEKEND/bron"}})
}

test_silent_about_a_lawful_source if {
	bgs_02.findings == set() with input as fixtures.riec({})
}

test_silent_in_another_regime if {
	bgs_02.findings == set() with input as fixtures.riec({"inquiry": {"regime": "BILATERAL"}})
		with data.facts.sources as declaring(false)
}

test_denies_the_parts_of_what_is_held_that_are_not_lawful if {
	names := ["inspectie/bevinding", "politie/plaats"]
	asked := fixtures.result({"inquiry": {"fields": names}, "holding": {"parts": {"politie": {"lawful": false}}}})
	bgs_02.findings == {{"norm": "BGS-02", "effect": "deny", "fields": ["politie/plaats"]}} with input as asked
	bgs_02.findings == set() with input as fixtures.result({"inquiry": {"fields": names}})
}

test_denies_the_yes_or_no_about_them if {
	asked := fixtures.result({
		"inquiry": {"fields": [], "mode": "KNOWN_CHECK"},
		"holding": {"parts": {"politie": {"lawful": false}}},
	})
	bgs_02.findings == {{"norm": "BGS-02", "effect": "deny", "fields": ["C-POL8"]}} with input as asked
}

# Of what belongs to another case nothing is known: that is for WGS-24.
test_silent_about_what_is_not_of_the_case if {
	bgs_02.findings == set() with input as fixtures.riec({"inquiry": {"source": "holding/2"}})
}
