package norms.riec.riec_01_test

import data.fixtures
import data.norms.riec.riec_01

deny := {{"norm": "RIEC-01", "effect": "deny"}}

form(code) := fixtures.riec({"case": {"crimeForm": code}})

test_denies_a_form_that_the_region_did_not_choose if {
	riec_01.findings == deny with input as form("WITWASSEN") with data.settings as fixtures.settings
}

test_denies_without_a_form if {
	riec_01.findings == deny with input as form(null) with data.settings as fixtures.settings
}

test_denies_without_a_case if {
	riec_01.findings == deny with input as fixtures.riec({"case": null}) with data.settings as fixtures.settings
}

test_denies_without_settings if {
	riec_01.findings == deny with input as form("DRUGS") with data.settings as {}
	elsewhere := object.union(form("DRUGS"), {"caller": {"oin": "00000099000000002000"}})
	riec_01.findings == deny with input as elsewhere with data.settings as fixtures.settings
}

test_silent_about_a_chosen_form if {
	riec_01.findings == set() with input as form("DRUGS") with data.settings as fixtures.settings
}

test_silent_in_another_regime if {
	riec_01.findings == set() with input as fixtures.inquiry({}) with data.settings as fixtures.settings
}
