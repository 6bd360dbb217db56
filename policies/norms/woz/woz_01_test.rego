package norms.woz.woz_01_test

import data.fixtures
import data.norms.woz.woz_01

permit(category) := {{"norm": "WOZ-01", "effect": "permit", "category": category}}

deny := {{"norm": "WOZ-01", "effect": "deny", "category": "C-WOZ-D"}}

value := {"source": "WOZ/objecten", "fields": ["waarde"]}

file := {"source": "WOZ/taxaties", "fields": ["eigenaar"]}

own_task(asked) := fixtures.inquiry({
	"inquiry": object.union({"regime": "MONO", "purpose": "P-13B", "namesCase": false}, asked),
	"case": null,
})

for_tax(asked) := object.union(own_task(asked), {
	"caller": {"organ": "HEF", "department": "BEL"},
	"inquiry": {"purpose": "P-BEL", "task": "WOZ:1", "recipient": {"organ": "HEF", "department": "BEL"}},
})

test_permits_the_value_for_the_own_task_without_a_case if {
	woz_01.findings == permit("C-WOZ-V") with input as own_task(value)
	woz_01.findings == permit("C-WOZ-V") with input as object.union(own_task(value), {"inquiry": {"regime": "BILATERAL"}})
}

test_permits_the_value_on_the_municipal_track if {
	every state in ["B3", "B4", "B5"] {
		woz_01.findings == permit("C-WOZ-V") with input as fixtures.inquiry({"inquiry": value, "case": {"state": state}})
	}
}

test_no_permit_in_other_states_or_by_naming_another_regime if {
	every state in ["B0", "B1", "B2", "B6", "B7"] {
		woz_01.findings == set() with input as fixtures.inquiry({"inquiry": value, "case": {"state": state}})
	}
	woz_01.findings == set() with input as fixtures.inquiry({"inquiry": object.union(value, {"regime": "MONO", "purpose": "P-13B"})})
}

test_no_permit_in_bulk if {
	woz_01.findings == set() with input as object.union(own_task(value), {"inquiry": {"mode": "BULK"}})
}

test_no_permit_without_a_task_of_ones_own if {
	every task in [null, "WetBRP:1.4"] {
		woz_01.findings == set() with input as object.union(own_task(value), {"inquiry": {"task": task}})
	}
	woz_01.findings == set() with input as object.union(own_task(value), {"inquiry": {"recipient": {"department": "WI"}}})
}

test_no_permit_to_a_private_party if {
	to_a_bank := {"recipient": {"organ": "BANK", "department": null}}
	woz_01.findings == set() with input as object.union(own_task(value), {"inquiry": to_a_bank})
}

test_denies_the_file_for_another_purpose if {
	woz_01.findings == deny with input as own_task(file)
	woz_01.findings == deny with input as fixtures.inquiry({"inquiry": file})
	woz_01.findings == deny with input as object.union(own_task(file), {"inquiry": {"purpose": null}})
}

test_denies_the_hit_too if {
	woz_01.findings == deny with input as object.union(own_task(file), {"inquiry": {"mode": "HITNOHIT", "fields": []}})
}

test_permits_the_file_for_municipal_tax if {
	woz_01.findings == permit("C-WOZ-D") with input as for_tax(file)
}

test_no_permit_for_who_only_claims_the_tax_purpose if {
	asked := object.union(for_tax(file), {"caller": {"organ": "COL", "department": "ONDM"}})
	woz_01.findings == set() with input as asked
}

riec(state) := fixtures.riec({"case": {"state": state}, "inquiry": file})

test_leaves_the_file_in_the_second_phase_to_the_wgs if {
	every state in ["R3", "R4", "R5"] {
		woz_01.findings == set() with input as riec(state)
	}
}

test_denies_the_file_in_another_phase if {
	every state in ["R0", "R1", "R2", "R6", "R7", "R8"] {
		woz_01.findings == deny with input as riec(state)
	}
}

test_silent_about_other_data if {
	woz_01.findings == set() with input as fixtures.inquiry({})
}

test_silent_about_a_result if {
	asked := fixtures.result({"holding": {"fields": {"inspectie/bevinding": {"category": "C-WOZ-D"}}}})
	woz_01.findings == set() with input as asked
	count(woz_01.findings) == 1 with input as object.union(asked, {"holding": {"kind": "DOCUMENT"}})
}
