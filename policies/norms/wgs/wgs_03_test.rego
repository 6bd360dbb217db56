package norms.wgs.wgs_03_test

import data.fixtures
import data.norms.wgs.wgs_03

deny := {{"norm": "WGS-03", "effect": "deny"}}

test_denies_an_organ_that_does_not_take_part if {
	wgs_03.findings == deny with input as fixtures.riec({"caller": {"organ": "OD"}})
}

test_denies_an_unknown_organ if {
	wgs_03.findings == deny with input as fixtures.riec({"caller": {"organ": "NOBODY"}})
}

test_denies_without_a_task if {
	wgs_03.findings == deny with input as fixtures.riec({"inquiry": {"task": null}})
}

test_denies_a_partner_with_the_task_of_another if {
	wgs_03.findings == deny with input as fixtures.riec({"caller": {"organ": "UWV"}, "inquiry": {"task": "Politiewet:3"}})
}

test_denies_an_unknown_task if {
	wgs_03.findings == deny with input as fixtures.riec({"caller": {"organ": "UWV"}, "inquiry": {"task": "X:1"}})
}

test_silent_for_a_partner_with_its_own_task if {
	wgs_03.findings == set() with input as fixtures.riec({"caller": {"organ": "UWV"}, "inquiry": {"task": "SUWI:30"}})
}

test_silent_for_customs_as_tax_administration if {
	wgs_03.findings == set() with input as fixtures.riec({
		"caller": {"organ": "BD-DOU"},
		"inquiry": {"task": "Douanewet:1:3"},
	})
}

test_leaves_the_tasks_of_the_gemeente_to_their_own_norms if {
	wgs_03.findings == set() with input as fixtures.riec({"inquiry": {"task": "Wmo:2.1.1"}})
}

test_silent_in_another_regime if {
	wgs_03.findings == set() with input as fixtures.inquiry({"inquiry": {"task": null}})
}
