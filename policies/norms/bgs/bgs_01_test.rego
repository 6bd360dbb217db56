package norms.bgs.bgs_01_test

import data.fixtures
import data.norms.bgs.bgs_01

route := {{"norm": "BGS-01", "effect": "oblige", "obligation": "ROUTE_CONTACT_POINT"}}

test_routes_a_question_about_rights_to_the_contact_point if {
	bgs_01.findings == route with input as fixtures.riec({"inquiry": {"purpose": "P-RECHT"}})
	bgs_01.findings == route with input as fixtures.riec({"inquiry": {"purpose": "P-RECHT"}, "case": null})
}

test_routes_it_under_another_regime_for_who_is_involved if {
	bgs_01.findings == route with input as fixtures.riec({"inquiry": {"purpose": "P-RECHT", "regime": "BILATERAL"}})
}

test_tells_nothing_of_a_case_one_has_no_part_in if {
	bgs_01.findings == set() with input as fixtures.riec({
		"case": {"involved": ["BD"]},
		"inquiry": {"purpose": "P-RECHT", "regime": "BILATERAL"},
	})
}

test_silent_about_other_purposes if {
	bgs_01.findings == set() with input as fixtures.riec({})
}

test_silent_about_rights_outside_a_riec if {
	bgs_01.findings == set() with input as fixtures.inquiry({"inquiry": {"purpose": "P-RECHT"}})
}

reading(purpose) := fixtures.act("read", {
	"act": {"resource": "decisions", "purpose": purpose},
	"case": {"regime": "WGS", "state": "R3", "involved": ["BGM"]},
})

test_routes_reading_for_rights if {
	bgs_01.acts == route with input as reading("P-RECHT")
	bgs_01.acts == set() with input as reading("P-AUDIT")
}

test_silent_about_other_acts_and_other_tracks if {
	bgs_01.acts == set() with input as object.union(reading("P-RECHT"), {"act": {"kind": "amend"}})
	bgs_01.acts == set() with input as object.union(reading("P-RECHT"), {"case": {"regime": "BGP"}})
}
