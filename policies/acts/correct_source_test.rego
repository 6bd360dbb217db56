package acts.correct_source_test

import data.acts.correct_source
import data.fixtures

owner := {"organ": "HEF", "department": "BEL", "roles": ["R-OWN"]}

officer := {"organ": "COL", "department": "PRIV", "roles": ["R-PRIV"]}

asked(source, caller) := object.union(
	fixtures.act("correct", {"act": {"resource": source}, "caller": caller}),
	{"case": null},
)

in_case(facts, caller) := object.union(asked("BEL/heffingen", caller), {"case": object.union(fixtures.the_case, facts)})

riec := {"regime": "WGS", "state": "R3", "involved": ["BD", "COL"]}

may(norm) := {
	{"norm": "AVG-06", "effect": "permit"},
	{"norm": norm, "effect": "oblige", "obligation": "NOTIFY_RECIPIENT"},
}

test_the_owner_of_the_dataset_and_the_privacy_officer_correct_it if {
	correct_source.findings == may("AVG-06") with input as asked("BEL/heffingen", owner)
	correct_source.findings == may("AVG-06") with input as asked("BEL/heffingen", officer)
}

test_not_the_owner_of_another_dataset if {
	correct_source.findings == set() with input as asked("WOZ/waarden", owner)
	elsewhere := object.union(owner, {"organ": "POL"})
	correct_source.findings == set() with input as asked("BEL/heffingen", elsewhere)
}

test_a_partner_without_departments_owns_as_organ if {
	partner := {"organ": "BD", "department": null, "roles": ["R-OWN"]}
	correct_source.findings == may("AVG-06") with input as asked("BD/inkomen", partner)
	correct_source.findings == set() with input as asked("BD/inkomen", object.union(partner, {"organ": "UWV"}))
}

test_nobody_else if {
	every role in ["R-CAS", "R-FG", "R-MGR", "R-RIEC-D", "no-role"] {
		correct_source.findings == set() with input as asked("BEL/heffingen", object.union(owner, {"roles": [role]}))
	}
}

test_no_unknown_source if {
	correct_source.findings == set() with input as asked("BEL/niets", officer)
	correct_source.findings == set() with input as asked(null, officer)
}

test_in_a_riec_another_norm_obliges if {
	correct_source.findings == may("BGS-03") with input as in_case(riec, officer)
}

test_in_a_municipal_case_by_who_has_a_part_in_it if {
	correct_source.findings == may("AVG-06") with input as in_case({}, owner)
	correct_source.findings == set() with input as in_case({"members": ["p-other"]}, owner)
	correct_source.findings == may("AVG-06") with input as in_case({"members": ["p-other"]}, officer)
	correct_source.findings == set() with input as in_case(riec, object.union(officer, {"organ": "POL"}))
}

test_what_is_held_is_corrected_by_other_rules if {
	held := {"holding": fixtures.holding("DOCUMENT", {"p": fixtures.part({})}, {})}
	correct_source.findings == set() with input as object.union(asked("BEL/heffingen", officer), held)
}

test_silent_about_other_acts if {
	other := object.union(asked("BEL/heffingen", officer), {"act": {"kind": "amend"}})
	correct_source.findings == set() with input as other
}
