package norms.awb.awb_01_test

import data.fixtures
import data.norms.awb.awb_01

deny := {"norm": "AWB-01", "effect": "deny"}

secrecy := {"norm": "AWB-01", "effect": "oblige", "obligation": "SECRECY_NOTICE"}

test_obliges_secrecy_when_power_and_purpose_fit if {
	awb_01.findings == {secrecy} with input as fixtures.inquiry({})
}

test_denies_a_purpose_the_power_does_not_serve if {
	awb_01.findings == {deny} with input as fixtures.inquiry({"inquiry": {"purpose": "P-VERG"}})
}

test_denies_a_task_of_another_organ if {
	awb_01.findings == {deny} with input as fixtures.inquiry({"caller": {"organ": "COL"}})
}

test_denies_a_task_of_another_department if {
	awb_01.findings == {deny} with input as fixtures.inquiry({"caller": {"department": "VERG"}})
}

test_a_task_without_departments_is_of_the_whole_organ if {
	awb_01.findings == {secrecy} with input as fixtures.inquiry({
		"caller": {"organ": "COL", "department": "VAST"},
		"inquiry": {"task": "Gemeentewet:160"},
	})
}

test_leaves_an_unknown_task_to_avg_01 if {
	awb_01.findings == set() with input as fixtures.inquiry({"inquiry": {"task": null}})
}

test_no_secrecy_about_counts_without_persons if {
	awb_01.findings == set() with input as fixtures.inquiry({"inquiry": {"source": "RIEC/beelden", "mode": "HITNOHIT", "fields": []}})
}

discreet := {"norm": "AWB-01", "effect": "deny", "discreet": true}

test_denies_who_is_no_member_of_a_case_that_names_them if {
	awb_01.findings == {discreet, secrecy} with input as fixtures.inquiry({"case": {"members": ["p-other"]}})
	awb_01.findings == {secrecy} with input as fixtures.inquiry({"case": {"members": ["p-asker"]}})
}

test_denies_alike_without_a_part_in_the_case_and_without_a_case if {
	awb_01.findings == {discreet, secrecy} with input as fixtures.inquiry({"case": null})
	awb_01.findings == {discreet, secrecy} with input as fixtures.inquiry({"case": {"regime": "WGS", "involved": ["BD"]}})
	awb_01.findings == {discreet, deny} with input as fixtures.inquiry({"caller": {"organ": "POL"}})
}

test_silent_about_a_part_where_no_case_is_named if {
	awb_01.findings == {secrecy} with input as fixtures.inquiry({"inquiry": {"namesCase": false}, "case": null})
	elsewhere := {"inquiry": {"regime": "WGS"}, "case": {"members": ["p-other"]}}
	awb_01.findings == {secrecy} with input as fixtures.inquiry(elsewhere)
}
