package norms.wgs.wgs_02_test

import data.fixtures
import data.norms.wgs.wgs_02

deny := {{"norm": "WGS-02", "effect": "deny"}}

test_denies_another_activity if {
	wgs_02.findings == deny with input as fixtures.riec({"case": {"activity": "DASHBOARD"}})
}

test_denies_without_an_activity if {
	wgs_02.findings == deny with input as fixtures.riec({"case": {"activity": null}})
}

test_denies_without_a_case if {
	wgs_02.findings == deny with input as fixtures.riec({"case": null})
}

test_silent_for_the_three_activities if {
	every activity in ["KNELPUNT", "CASUS", "SCAN"] {
		wgs_02.findings == set() with input as fixtures.riec({"case": {"activity": activity}})
	}
}

test_silent_in_another_regime if {
	wgs_02.findings == set() with input as fixtures.inquiry({})
}
