package acts.amend_test

import data.acts.amend
import data.fixtures

wgs(role, organ) := fixtures.act("amend", {
	"case": {"regime": "WGS", "state": "R2", "involved": ["BD"]},
	"caller": {"organ": organ, "roles": [role]},
})

test_workers_amend_a_municipal_case if {
	every role in ["R-REG", "R-CAS", "R-COORD", "R-TEAM"] {
		amend.findings == {{"norm": "AWB-01", "effect": "permit"}} with input as fixtures.act("amend", {"caller": {"roles": [role]}})
	}
}

test_involved_participant_amends_a_riec_case if {
	every role in ["R-RIEC-D", "PROCESS"] {
		amend.findings == {{"norm": "WGS-14", "effect": "permit"}} with input as wgs(role, "BD")
	}
}

test_nobody_else_amends if {
	every role in ["R-PRIV", "R-FG", "R-OWN", "R-RIEC-D", "no-role"] {
		amend.findings == set() with input as fixtures.act("amend", {"caller": {"roles": [role]}})
	}
}

test_not_a_municipal_role_in_a_riec_case if amend.findings == set() with input as wgs("R-REG", "BD")

test_not_who_is_not_involved if amend.findings == set() with input as wgs("R-RIEC-D", "POL")

test_not_a_case_that_ended if {
	amend.findings == set() with input as fixtures.act("amend", {"case": {"state": "B0"}})
}

test_not_in_an_unknown_state if {
	amend.findings == set() with input as fixtures.act("amend", {"case": {"state": "B9"}})
}

test_not_without_a_case if {
	amend.findings == set() with input as object.union(fixtures.act("amend", {}), {"case": null})
}

test_silent_about_other_acts if amend.findings == set() with input as fixtures.act("transition", {})

test_not_who_is_no_member if {
	amend.findings == set() with input as fixtures.act("amend", {"case": {"members": ["p-other"]}})
	count(amend.findings) == 1 with input as fixtures.act("amend", {"case": {"members": ["p-asker"]}})
}

test_who_is_involved_is_for_the_participants_to_decide if {
	amend.findings == set() with input as object.union(wgs("PROCESS", "BD"), {"act": {"amends": ["involved"]}})
	count(amend.findings) == 1 with input as object.union(wgs("R-RIEC-D", "BD"), {"act": {"amends": ["involved"]}})
	count(amend.findings) == 1 with input as object.union(wgs("PROCESS", "BD"), {"act": {"amends": ["region"]}})
	count(amend.findings) == 1 with input as fixtures.act("amend", {"act": {"amends": ["involved"]}})
}

# No member is left who could put right whom the case names.
shut_out(role, changes) := object.union(
	fixtures.act("amend", {
		"act": {"amends": ["members"]},
		"case": {"members": ["p-typo"]},
		"caller": {"organ": "COL", "roles": [role]},
	}),
	changes,
)

shut_out_of_riec(role, changes) := object.union(
	shut_out(role, {"case": {"regime": "WGS", "state": "R2", "involved": ["COL"]}}),
	changes,
)

test_the_privacy_officer_puts_the_members_of_a_municipal_case_right if {
	permit := {{"norm": "AWB-01", "effect": "permit"}}
	amend.findings == permit with input as shut_out("R-PRIV", {})
	amend.findings == permit with input as shut_out("R-PRIV", {"caller": {"organ": "BGM"}})
	every role in ["R-REG", "R-CAS", "R-MGR", "R-FG", "R-RIEC-D"] {
		amend.findings == set() with input as shut_out(role, {})
	}
}

test_in_a_riec_so_does_who_represents_an_involved_participant if {
	every role in ["R-PRIV", "R-RIEC-D"] {
		amend.findings == {{"norm": "WGS-14", "effect": "permit"}} with input as shut_out_of_riec(role, {})
		amend.findings == set() with input as shut_out_of_riec(role, {"case": {"involved": ["POL"]}})
	}
	every role in ["PROCESS", "R-REG", "R-FG"] {
		amend.findings == set() with input as shut_out_of_riec(role, {})
	}
}

test_before_the_participants_decided_any_of_them_does if {
	some_participant := shut_out_of_riec("R-RIEC-D", {"case": {"state": "R1", "involved": []}})
	count(amend.findings) == 1 with input as some_participant
	amend.findings == set() with input as object.union(some_participant, {"case": {"state": "R2"}})
}

test_nothing_but_the_members if {
	every amends in [[], ["involved"], ["control", "members"], ["involved", "members"]] {
		amend.findings == set() with input as shut_out("R-PRIV", {"act": {"amends": amends}})
		amend.findings == set() with input as shut_out_of_riec("R-RIEC-D", {"act": {"amends": amends}})
	}
	amend.findings == set() with input as shut_out("R-PRIV", {"act": {"amends": [], "resource": "subject"}})
}

test_members_are_put_right_by_an_organ_that_judges_in_a_case_that_goes_on if {
	amend.findings == set() with input as shut_out("R-PRIV", {"caller": {"organ": "HEF"}})
	amend.findings == set() with input as shut_out("R-PRIV", {"caller": {"organ": "POL"}})
	amend.findings == set() with input as shut_out("R-PRIV", {"case": {"state": "B0"}})
	amend.findings == set() with input as object.union(shut_out("R-PRIV", {}), {"case": null})
}
