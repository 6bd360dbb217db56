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

brought(kind, regime, part) := object.union(
	fixtures.act("hold", {"holding": fixtures.holding(kind, {"inspectie": fixtures.part(part)}, {})}),
	{"case": {"regime": regime, "state": "R3", "involved": ["COL"]}, "caller": {"organ": "COL", "roles": ["PROCESS"]}},
)

test_denies_bringing_in_what_was_not_processed_lawfully if {
	every kind in ["DOCUMENT", "RESULT"] {
		bgs_02.acts == deny with input as brought(kind, "WGS", {"lawful": false})
		bgs_02.acts == set() with input as brought(kind, "WGS", {})
	}
	bgs_02.acts == set() with input as brought("DOCUMENT", "BGP", {"lawful": false})
}

test_of_who_has_no_part_in_the_case_nobody_learns_of_it if {
	asked := object.union(brought("DOCUMENT", "WGS", {"lawful": false}), {"caller": {"organ": "UWV"}})
	bgs_02.acts == set() with input as asked
}

# What is held already and was not processed lawfully is as if it were not there (lib/holdings).
test_silent_about_what_is_held if {
	names := ["inspectie/bevinding", "politie/plaats"]
	asked := fixtures.result({"inquiry": {"fields": names}, "holding": {"parts": {"politie": {"lawful": false}}}})
	bgs_02.findings == set() with input as asked
	fields := data.sluis.decide.fields with input as asked
	{field.treatment | some field in fields; field.name == "politie/plaats"} == {"withhold"}
}

# Of what belongs to another case nothing is known: that is for WGS-24.
test_silent_about_what_is_not_of_the_case if {
	bgs_02.findings == set() with input as fixtures.riec({"inquiry": {"source": "holding/2"}})
}
