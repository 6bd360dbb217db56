package norms.mn.mn_04_test

import data.fixtures
import data.norms.mn.mn_04

deny := {{"norm": "MN-04", "effect": "deny"}}

test_denies_a_partner_without_a_role if {
	mn_04.findings == deny with input as fixtures.riec({"case": {"involved": ["BD", "POL"]}})
}

test_denies_alike_where_there_is_no_case if {
	mn_04.findings == deny with input as fixtures.riec({"case": null})
}

test_silent_about_a_partner_with_a_role if {
	mn_04.findings == set() with input as fixtures.riec({})
	mn_04.findings == set() with input as fixtures.riec({"case": {"members": ["p-other"]}})
}

test_silent_in_another_regime if mn_04.findings == set() with input as fixtures.inquiry({})
