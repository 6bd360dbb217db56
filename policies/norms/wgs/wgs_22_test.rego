package norms.wgs.wgs_22_test

import data.fixtures
import data.norms.wgs.wgs_22

deny := {{"norm": "WGS-22", "effect": "deny"}}

test_denies_who_is_not_authorised if {
	wgs_22.findings == deny with input as fixtures.riec({"caller": {"authorised": false}})
}

test_denies_another_role if {
	wgs_22.findings == deny with input as fixtures.riec({"caller": {"roles": ["R-CAS"]}})
	wgs_22.findings == deny with input as fixtures.riec({"caller": {"roles": []}})
}

test_silent_for_the_three_roles if {
	every role in ["PROCESS", "RAC", "SUPPORT"] {
		wgs_22.findings == set() with input as fixtures.riec({"caller": {"roles": ["R-CAS", role]}})
	}
}

test_silent_in_another_regime if {
	wgs_22.findings == set() with input as fixtures.inquiry({})
}

test_denies_who_is_no_member_of_a_case_that_names_them if {
	wgs_22.findings == deny with input as fixtures.riec({"case": {"members": ["p-other"]}})
	wgs_22.findings == set() with input as fixtures.riec({"case": {"members": ["p-other", "p-asker"]}})
}

test_leaves_a_case_one_has_no_part_in_to_wgs_14 if {
	wgs_22.findings == set() with input as fixtures.riec({"case": {"members": ["p-other"], "involved": []}})
}
