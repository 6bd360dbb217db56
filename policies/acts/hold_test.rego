package acts.hold_test

import data.acts.hold
import data.fixtures

report(changes) := fixtures.holding(
	"DOCUMENT",
	{"rapport": fixtures.part(changes)},
	{"rapport/datum": {"part": "rapport", "name": "datum", "category": "C-POL8"}},
)

brought(changes) := object.union(fixtures.act("hold", {"holding": report({})}), changes)

permit(norm) := {{"norm": norm, "effect": "permit"}}

in_a_riec := {"case": {"regime": "WGS", "state": "R2", "involved": ["COL"]}, "caller": {"organ": "COL", "roles": ["PROCESS"]}}

test_who_works_on_a_case_brings_in_information if {
	every role in ["R-REG", "R-TEAM", "R-CAS", "R-COORD"] {
		hold.findings == permit("AWB-01") with input as brought({"caller": {"roles": [role]}})
	}
	every role in ["R-RIEC-D", "PROCESS"] {
		hold.findings == permit("WGS-14") with input as object.union(brought(in_a_riec), {"caller": {"roles": [role]}})
	}
}

test_nobody_else_does if {
	every role in ["R-PRIV", "R-OWN", "R-JZ", "R-RIEC-D", "no-role"] {
		hold.findings == set() with input as brought({"caller": {"roles": [role]}})
	}
}

test_not_without_a_part_in_the_case_nor_as_no_member if {
	hold.findings == set() with input as brought({"caller": {"organ": "POL"}})
	hold.findings == set() with input as object.union(brought(in_a_riec), {"caller": {"organ": "POL"}})
	hold.findings == set() with input as brought({"case": {"members": ["p-other"]}})
}

test_not_once_the_case_has_ended if {
	hold.findings == set() with input as brought({"case": {"state": "B7"}})
	hold.findings == set() with input as brought({"case": {"state": "B0"}})
}

file(organ, role) := object.union(brought({"caller": {"organ": organ, "roles": [role]}}), {"case": null})

test_without_a_case_an_officer_of_the_organ_that_holds_it if {
	every role in ["R-OWN", "R-REG", "R-CAS", "R-JZ", "R-PRIV"] {
		hold.findings == permit("AWB-01") with input as file("BGM", role)
		hold.findings == set() with input as file("COL", role)
	}
	every role in ["R-TEAM", "R-MGR", "PROCESS", "no-role"] {
		hold.findings == set() with input as file("BGM", role)
	}
}

test_a_partner_keeps_its_own_files_elsewhere if {
	theirs := object.union(file("POL", "R-OWN"), {"holding": {"organ": "POL"}})
	hold.findings == set() with input as theirs
}

test_every_part_says_what_it_is_and_where_it_came_from if {
	unknown := [
		{"category": "C-XXX"},
		{"origin": "XXX"},
		{"receivedFor": []},
		{"receivedFor": ["P-13B", "P-XXX"]},
	]
	every changes in unknown {
		hold.findings == set() with input as brought({"holding": report(changes)})
		hold.findings == set() with input as object.union(file("BGM", "R-OWN"), {"holding": report(changes)})
	}
}

# Norms that speak of a category speak of a part and of its fields.
test_a_field_is_what_its_part_is if {
	every changes in [{"category": "C-TOEZ"}, {"part": "elders"}] {
		other := {"holding": {"fields": {"rapport/datum": changes}}}
		hold.findings == set() with input as object.union(brought({}), other)
		hold.findings == set() with input as object.union(file("BGM", "R-OWN"), other)
	}
}

test_nothing_is_brought_in_without_parts if {
	empty := object.union(object.remove(brought({}), ["holding"]), {"holding": fixtures.holding("DOCUMENT", {}, {})})
	hold.findings == set() with input as empty
	hold.findings == set() with input as object.union(brought({}), {"holding": null})
}

test_silent_about_other_acts if {
	hold.findings == set() with input as brought({"act": {"kind": "amend"}})
	hold.findings == set() with input as object.union(file("BGM", "R-OWN"), {"act": {"kind": "amend"}})
}
