package norms.wgs.wgs_18_test

import data.fixtures
import data.norms.wgs.wgs_18

report := {{"norm": "WGS-18", "effect": "oblige", "obligation": "REPORT_EFFECT"}}

test_who_receives_a_result_reports_on_it if {
	wgs_18.findings == report with input as fixtures.result({})
	wgs_18.findings == report with input as fixtures.result_for("VR", "LB-WGS17-2", ["inspectie/bevinding"])
}

test_silent_about_what_is_no_result if {
	wgs_18.findings == set() with input as fixtures.result({"holding": {"kind": "DOCUMENT"}})
	wgs_18.findings == set() with input as fixtures.riec({})
}

test_silent_in_another_regime if {
	wgs_18.findings == set() with input as fixtures.result({"inquiry": {"regime": "MONO"}})
}
