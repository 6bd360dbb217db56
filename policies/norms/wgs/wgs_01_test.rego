package norms.wgs.wgs_01_test

import data.fixtures
import data.norms.wgs.wgs_01

deny := {{"norm": "WGS-01", "effect": "deny"}}

test_denies_another_purpose if {
	wgs_01.findings == deny with input as fixtures.riec({"inquiry": {"purpose": "P-VERG"}})
}

test_denies_without_a_purpose if {
	wgs_01.findings == deny with input as fixtures.riec({"inquiry": {"purpose": null}})
}

test_silent_for_the_purposes_of_a_riec if {
	every purpose in ["P-RIEC-B", "P-RIEC-S", "P-RIEC-F", "P-RECHT", "P-AUDIT"] {
		wgs_01.findings == set() with input as fixtures.riec({"inquiry": {"purpose": purpose}})
	}
}

test_silent_in_another_regime if {
	wgs_01.findings == set() with input as fixtures.riec({"inquiry": {"regime": "BILATERAL", "purpose": "P-VERG"}})
}
