package norms.awr.awr_01_test

import data.fixtures
import data.norms.awr.awr_01

deny := {{"norm": "AWR-01", "effect": "deny", "category": "C-BD"}}

test_denies_in_a_riec_before_joint_execution_and_after_it if {
	every state in ["R0", "R1", "R2", "R6", "R7", "R8"] {
		awr_01.findings == deny with input as fixtures.riec({"case": {"state": state}})
	}
}

test_silent_in_a_riec_from_joint_execution_on if {
	every state in ["R3", "R4", "R5"] {
		awr_01.findings == set() with input as fixtures.riec({"case": {"state": state}})
	}
}

test_denies_towards_a_third_party if {
	awr_01.findings == deny with input as fixtures.riec({"inquiry": {"recipient": {"organ": "WOCO", "department": null}}})
}

test_denies_when_no_statute_lifts_it if {
	awr_01.findings == deny with input as fixtures.riec({}) with data.facts.lift as []
}

test_denies_the_allowances_service_too if {
	awr_01.findings == {{"norm": "AWR-01", "effect": "deny", "category": "C-TSL"}} with input as fixtures.riec({
		"case": {"state": "R2"},
		"inquiry": {"source": "BD-TSL/toeslagen", "fields": ["bedrag"]},
	})
}

outside(basis) := fixtures.riec({"case": null, "inquiry": {
	"regime": "BILATERAL",
	"purpose": "P-HAND",
	"task": "Awb:5:21",
	"legalBasis": [basis],
	"namesCase": false,
}})

test_denies_outside_a_riec if {
	awr_01.findings == deny with input as outside("LB-6E")
}

test_denies_a_covenant_that_is_only_claimed if {
	awr_01.findings == deny with input as outside("LB-AWR43CM")
}

test_silent_under_a_covenant if {
	awr_01.findings == set() with input as fixtures.judged(outside("LB-AWR43CM"), [fixtures.covenant])
}

test_silent_under_a_dispensation if {
	dispensation := fixtures.attestation(
		"DOC_DISPENSATION", "recorded",
		{"organ": "BD", "purpose": "P-HAND"}, {"reference": "O-1"},
	)
	awr_01.findings == set() with input as fixtures.judged(outside("LB-AWR67-3"), [dispensation])
}

test_silent_about_municipal_tax_data if {
	awr_01.findings == set() with input as fixtures.inquiry({})
}

test_silent_about_other_data_of_other_organs if {
	awr_01.findings == set() with input as fixtures.riec({"inquiry": {"source": "UWV/inkomen", "fields": ["loon"]}})
}

test_silent_about_a_result if {
	asked := fixtures.result({"holding": {"organ": "BD", "fields": {"fiscaal/overtreding": {"category": "C-BD"}}}})
	named := object.union(asked, {"inquiry": {"fields": ["fiscaal/overtreding"]}})
	awr_01.findings == set() with input as named
	count(awr_01.findings) == 1 with input as object.union(named, {"holding": {"kind": "DOCUMENT"}})
}
