package norms.brp.brp_01_test

import data.fixtures
import data.norms.brp.brp_01

permit(category) := {"norm": "BRP-01", "effect": "permit", "category": category}

deny(category) := {"norm": "BRP-01", "effect": "deny", "category": category}

asked(changes) := object.union(
	fixtures.inquiry({"inquiry": {"source": "BZ/personen", "fields": ["adres", "geslachtsnaam"]}}),
	changes,
)

permits := {permit("C-BRP-ADR"), permit("C-BRP-ID")}

denies := {deny("C-BRP-ADR"), deny("C-BRP-ID")}

own_task := asked({
	"inquiry": {"regime": "MONO", "purpose": "P-13B", "namesCase": false},
	"case": null,
})

test_permits_for_the_own_task_without_a_case if {
	brp_01.findings == permits with input as own_task
	brp_01.findings == permits with input as object.union(own_task, {"inquiry": {"regime": "BILATERAL"}})
}

test_permits_on_the_municipal_track if {
	every state in ["B3", "B4", "B5"] {
		brp_01.findings == permits with input as asked({"case": {"state": state}})
	}
}

test_no_permit_in_other_states if {
	every state in ["B0", "B1", "B2", "B6", "B7"] {
		brp_01.findings == set() with input as asked({"case": {"state": state}})
	}
}

test_no_permit_by_naming_another_regime if {
	brp_01.findings == set() with input as asked({"inquiry": {"regime": "MONO"}})
	brp_01.findings == set() with input as asked({"inquiry": {"regime": "MONO", "purpose": "P-13B"}, "case": {"state": "B2"}})
	brp_01.findings == set() with input as object.union(own_task, {"inquiry": {"purpose": "P-BGP-AANPAK"}})
}

test_no_permit_in_bulk if {
	brp_01.findings == set() with input as object.union(own_task, {"inquiry": {"mode": "BULK"}})
	brp_01.findings == set() with input as asked({"inquiry": {"mode": "BULK"}})
}

test_denies_without_a_task if {
	brp_01.findings == denies with input as asked({"inquiry": {"task": null}})
}

test_denies_for_a_task_of_another_organ if {
	brp_01.findings == denies with input as asked({"inquiry": {"task": "WetBRP:1.4"}})
}

test_denies_for_a_task_of_another_department if {
	brp_01.findings == denies with input as asked({"caller": {"department": "VERG"}})
}

test_denies_to_a_department_whose_organ_lacks_the_task if {
	brp_01.findings == denies with input as asked({"inquiry": {"recipient": {"department": "WI"}}})
}

test_denies_without_reasoned_necessity if {
	brp_01.findings == denies with input as asked({"inquiry": {"reasoned": {"necessity": false}}})
}

test_silent_outside_the_gemeente if {
	brp_01.findings == set() with input as asked({"inquiry": {"recipient": {"organ": "POL", "department": null}}})
}

test_silent_about_other_data if {
	brp_01.findings == set() with input as fixtures.inquiry({})
}
