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
