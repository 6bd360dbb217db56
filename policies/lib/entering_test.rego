package lib_test

import data.fixtures
import data.lib

into(kind, state, part) := object.union(
	fixtures.act("hold", {"holding": fixtures.holding(kind, {"rapport": fixtures.part(part)}, {})}),
	{
		"case": {"regime": "WGS", "state": state, "activity": "CASUS", "involved": ["COL"]},
		"caller": {"organ": "COL", "roles": ["PROCESS"]},
	},
)

test_data_of_a_phase_come_in_once_it_is_open if {
	every state in ["R0", "R1", "R2", "R6", "R7"] {
		lib.entering_too_early == {"F2"} with input as into("DOCUMENT", state, {})
	}
	every state in ["R3", "R4", "R5"] {
		lib.entering_too_early == set() with input as into("DOCUMENT", state, {})
	}
	lib.entering_too_early == {"F3"} with input as into("DOCUMENT", "R3", {"category": "C-POL9"})
	lib.entering_too_early == set() with input as into("DOCUMENT", "R5", {"category": "C-POL9"})
	lib.entering_too_early == set() with input as into("RESULT", "R6", {})
}

test_nothing_is_said_of_a_case_that_one_has_no_part_in if {
	not lib.entering with input as object.union(into("DOCUMENT", "R3", {}), {"caller": {"organ": "UWV"}})
	not lib.adds_to_case with input as object.union(into("DOCUMENT", "R3", {}), {"case": {"members": ["p-other"]}})
	not lib.entering with input as object.union(into("DOCUMENT", "R3", {}), {"case": null})
}

test_persons_are_added_and_facts_are_not if {
	lib.adds_to_case with input as fixtures.act("amend", {"act": {"kind": "amend", "resource": "subject"}})
	not lib.adds_to_case with input as fixtures.act("amend", {"act": {"kind": "amend", "resource": null}})
}
