package norms.riec.riec_04_test

import data.fixtures
import data.norms.riec.riec_04

test_denies_an_integrity_assessment_in_a_riec if {
	asked := fixtures.riec({"inquiry": {"purpose": "P-BIBOB"}})
	riec_04.findings == {{"norm": "RIEC-04", "effect": "deny"}} with input as asked
}

test_silent_under_the_wet_bibob if {
	riec_04.findings == set() with input as fixtures.riec({"inquiry": {"regime": "BIBOB", "purpose": "P-BIBOB"}})
}

test_silent_about_other_purposes if {
	every purpose in ["P-RIEC-B", "P-VERG", null] {
		riec_04.findings == set() with input as fixtures.riec({"inquiry": {"purpose": purpose}})
	}
}
