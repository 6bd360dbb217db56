package norms.wgs.wgs_14_test

import data.fixtures
import data.norms.wgs.wgs_14

discreet := {{"norm": "WGS-14", "effect": "deny", "discreet": true}}

test_denies_who_is_not_involved if {
	wgs_14.findings == discreet with input as fixtures.riec({"case": {"involved": ["BD", "POL"]}})
}

test_denies_alike_without_a_case if {
	wgs_14.findings == discreet with input as fixtures.riec({"case": null})
}

test_denies_alike_in_a_case_on_another_track if {
	wgs_14.findings == discreet with input as fixtures.riec({"case": {"regime": "BGP", "state": "B4"}})
}

test_denies_an_organ_that_does_not_take_part if {
	wgs_14.findings == discreet with input as fixtures.riec({"caller": {"organ": "OD"}})
}

test_denies_alike_who_is_no_member_of_a_case_that_names_them if {
	wgs_14.findings == discreet with input as fixtures.riec({"case": {"members": ["p-other"]}})
	wgs_14.findings == set() with input as fixtures.riec({"case": {"members": ["p-other", "p-asker"]}})
}

test_denies_a_recipient_that_is_not_involved if {
	deny := {{"norm": "WGS-14", "effect": "deny"}}
	wgs_14.findings == deny with input as fixtures.riec({"inquiry": {"recipient": {"organ": "UWV", "department": null}}})
	wgs_14.findings == deny with input as fixtures.riec({"inquiry": {"recipient": {"organ": "WOCO", "department": null}}})
}

test_silent_for_who_is_involved if {
	wgs_14.findings == set() with input as fixtures.riec({})
}

test_silent_in_another_regime if {
	wgs_14.findings == set() with input as fixtures.inquiry({})
}

# A result for who stands outside: where the basis that allows it counts, the norms of that way decide.
test_silent_about_a_result_for_who_may_have_it if {
	every organ, basis in {"VR": "LB-WGS17-2", "WOCO": "LB-WGS17-2", "ZVH": "LB-WGS17-8", "RIEC-OTHER": "LB-WGS220"} {
		wgs_14.findings == set() with input as fixtures.result_for(organ, basis, ["inspectie/bevinding"])
	}
}

test_denies_a_result_by_the_way_of_another if {
	deny := {{"norm": "WGS-14", "effect": "deny"}}
	wgs_14.findings == deny with input as fixtures.result_for("VR", "LB-WGS17-8", ["inspectie/bevinding"])
	wgs_14.findings == deny with input as fixtures.result_for("UWV", "LB-WGS17-1", ["inspectie/bevinding"])
	live := {"recipient": {"organ": "VR", "department": null}, "legalBasis": ["LB-WGS17-2"]}
	wgs_14.findings == deny with input as fixtures.riec({"inquiry": live})
}
