package norms.wgs.wgs_09_test

import data.fixtures
import data.norms.wgs.wgs_09

permit := {{"norm": "WGS-09", "effect": "permit", "category": "C-INK"}}

asked(changes) := object.union(
	fixtures.riec({"inquiry": {"source": "UWV/inkomen", "fields": ["loon"]}}),
	changes,
)

test_permits_f1_from_r2_to_r5 if {
	every state in ["R2", "R3", "R4", "R5"] {
		wgs_09.findings == permit with input as asked({"case": {"state": state}})
	}
}

test_silent_in_other_states if {
	every state in ["R0", "R1", "R6", "R7", "R8"] {
		wgs_09.findings == set() with input as asked({"case": {"state": state}})
	}
}

test_silent_about_f2 if {
	wgs_09.findings == set() with input as fixtures.riec({})
}

test_silent_for_who_is_not_involved if {
	wgs_09.findings == set() with input as asked({"case": {"involved": ["UWV"]}})
}

test_silent_about_a_source_that_does_not_take_part if {
	wgs_09.findings == set() with input as asked({"inquiry": {"source": "KVK/inschrijvingen", "fields": ["handelsnaam"]}})
}

test_silent_for_a_recipient_that_does_not_take_part if {
	wgs_09.findings == set() with input as asked({"inquiry": {"recipient": {"organ": "WOCO", "department": null}}})
}

test_silent_in_another_regime if {
	wgs_09.findings == set() with input as asked({"inquiry": {"regime": "BILATERAL"}})
}
