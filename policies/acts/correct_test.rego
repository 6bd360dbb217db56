package acts.correct_test

import data.acts.correct
import data.fixtures

report(changes) := fixtures.holding(
	"DOCUMENT",
	{"rapport": fixtures.part(changes)},
	{"rapport/datum": {"part": "rapport", "name": "datum", "category": "C-POL8"}},
)

corrected(changes) := object.union(fixtures.act("correct", {"holding": report({})}), changes)

# Who received it is told, under the norm of accuracy that holds there.
tell := {"AWB-01": "AVG-06", "WGS-14": "BGS-03"}

permit(norm) := {
	{"norm": norm, "effect": "permit"},
	{"norm": tell[norm], "effect": "oblige", "obligation": "NOTIFY_RECIPIENT"},
}

test_who_brings_in_corrects_and_so_does_the_privacy_officer if {
	every role in ["R-REG", "R-TEAM", "R-CAS", "R-COORD", "R-PRIV"] {
		correct.findings == permit("AWB-01") with input as corrected({"caller": {"roles": [role]}})
	}
	every role in ["R-RIEC-D", "PROCESS", "R-PRIV"] {
		correct.findings == permit("WGS-14") with input as corrected({
			"case": {"regime": "WGS", "state": "R2", "involved": ["COL"]},
			"caller": {"organ": "COL", "roles": [role]},
		})
	}
}

test_the_privacy_officer_need_not_be_a_member if {
	correct.findings == permit("AWB-01") with input as corrected({
		"case": {"members": ["p-other"]},
		"caller": {"roles": ["R-PRIV"]},
	})
	correct.findings == set() with input as corrected({"case": {"members": ["p-other"]}})
}

test_nobody_else_nor_in_a_case_that_ended if {
	every role in ["R-OWN", "R-JZ", "R-MGR", "no-role"] {
		correct.findings == set() with input as corrected({"caller": {"roles": [role]}})
	}
	correct.findings == set() with input as corrected({"case": {"state": "B7"}, "caller": {"roles": ["R-PRIV"]}})
	correct.findings == set() with input as corrected({"caller": {"organ": "POL", "roles": ["R-PRIV"]}})
}

test_without_a_case_an_officer_of_the_organ_that_holds_it if {
	own := object.union(corrected({"caller": {"roles": ["R-OWN"]}}), {"case": null})
	correct.findings == permit("AWB-01") with input as own
	correct.findings == set() with input as object.union(own, {"caller": {"organ": "COL"}})
}

test_provenance_stays_complete if {
	correct.findings == set() with input as corrected({"holding": report({"origin": "XXX"})})
	own := object.union(corrected({"caller": {"roles": ["R-OWN"]}}), {"case": null})
	correct.findings == set() with input as object.union(own, {"holding": report({"origin": "XXX"})})
}

test_a_field_stays_what_its_part_is if {
	other := {"holding": {"fields": {"rapport/datum": {"category": "C-TOEZ"}}}}
	correct.findings == set() with input as object.union(corrected({}), other)
}

test_silent_about_other_acts if {
	correct.findings == set() with input as corrected({"act": {"kind": "amend"}})
	own := object.union(corrected({"caller": {"roles": ["R-OWN"]}}), {"case": null})
	correct.findings == set() with input as object.union(own, {"act": {"kind": "amend"}})
}
