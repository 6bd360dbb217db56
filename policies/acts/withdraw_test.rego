package acts.withdraw_test

import data.acts.withdraw
import data.fixtures

asked(attestation, caller) := fixtures.act("withdraw", {"act": {"attestation": attestation}, "caller": caller})

officer := {"organ": "COL", "department": "PRIV", "roles": ["R-PRIV"]}

permit(norm) := {{"norm": norm, "effect": "permit"}}

unseen := {{"norm": "AWB-01", "effect": "deny", "discreet": true}}

test_who_may_give_it_may_withdraw_it if {
	withdraw.findings == permit("BGP-09") with input as asked(fixtures.pc2a, officer)
}

test_nobody_else if {
	every role in ["R-CAS", "R-OWN", "R-RIEC-D", "no-role"] {
		withdraw.findings == set() with input as asked(fixtures.pc2a, object.union(officer, {"roles": [role]}))
	}
}

test_no_unknown_type if {
	unknown := object.union(fixtures.pc2a, {"type": "PC9"})
	withdraw.findings == set() with input as asked(unknown, officer)
}

test_of_the_organisation_outside_a_case if {
	inside := asked(fixtures.dpia, officer)
	withdraw.findings == set() with input as inside
	withdraw.findings == permit("AVG-06") with input as object.union(inside, {"case": null})
}

test_of_a_case_inside_it if {
	withdraw.findings == set() with input as object.union(asked(fixtures.pc2a, officer), {"case": null})
}

test_not_in_a_case_that_ended if {
	withdraw.findings == set() with input as object.union(asked(fixtures.pc2a, officer), {"case": {"state": "B7"}})
}

test_but_what_may_still_be_said_there_may_be_taken_back if {
	every state in ["B0", "B4", "B7"] {
		hold := fixtures.attestation("LEGAL_HOLD", "hold", {}, {})
		withdraw.findings == permit("ARCH-01") with input as object.union(asked(hold, officer), {"case": {"state": state}})
	}
}

test_what_holds_everything_only_by_an_organ_of_the_gemeente if {
	hold := fixtures.attestation("LEGAL_HOLD_ALL", "hold", {}, {})
	outside := object.union(asked(hold, officer), {"case": null})
	withdraw.findings == permit("ARCH-01") with input as outside
	withdraw.findings == permit("ARCH-01") with input as object.union(outside, {"caller": {"organ": "BGM"}})
	withdraw.findings == set() with input as object.union(outside, {"caller": {"organ": "UWV"}})
}

test_a_veto_only_by_whose_data_it_is if {
	veto := fixtures.veto("BD/inkomen")
	withdraw.findings == permit("WGS-06") with input as asked(veto, {"organ": "BD", "department": null, "roles": ["R-RIEC-D"]})
	withdraw.findings == set() with input as asked(veto, {"organ": "COL", "department": null, "roles": ["R-RIEC-D"]})
}

test_a_veto_also_by_the_organ_as_which_the_holder_takes_part if {
	veto := fixtures.veto("BEL/heffingen")
	withdraw.findings == permit("WGS-06") with input as asked(veto, {"organ": "COL", "department": null, "roles": ["R-RIEC-D"]})
}

test_a_veto_by_the_owner_of_the_dataset if {
	veto := fixtures.veto("BEL/heffingen")
	withdraw.findings == permit("WGS-06") with input as asked(veto, {"organ": "HEF", "department": "BEL", "roles": ["R-OWN"]})
	withdraw.findings == unseen with input as asked(veto, {"organ": "HEF", "department": "WOZ", "roles": ["R-OWN"]})
	withdraw.findings == unseen with input as asked(veto, {"organ": "POL", "department": "BEL", "roles": ["R-OWN"]})
}

test_a_partner_without_departments_owns_as_organ if {
	veto := fixtures.veto("BD/inkomen")
	withdraw.findings == permit("WGS-06") with input as asked(veto, {"organ": "BD", "department": null, "roles": ["R-OWN"]})
	withdraw.findings == unseen with input as asked(veto, {"organ": "UWV", "department": null, "roles": ["R-OWN"]})
}

# What is held may have several to judge about it: each takes back what they said, and nothing of another.
held(attestation, giver, caller) := object.union(
	asked(object.union(attestation, {"organ": giver.organ, "department": giver.department}), caller),
	{"holding": fixtures.holding("DOCUMENT", {"rapport": fixtures.part({"contributors": ["POL", "KMAR"]})}, {})},
)

test_a_veto_about_what_is_held_by_the_organ_that_gave_it if {
	veto := fixtures.veto("holding/1")
	police := {"organ": "POL", "department": null, "roles": ["R-RIEC-D"]}
	border := {"organ": "KMAR", "department": null, "roles": ["R-RIEC-D"]}
	withdraw.findings == permit("WGS-06") with input as held(veto, police, police)
	withdraw.findings == unseen with input as held(veto, police, border)
	withdraw.findings == set() with input as held(veto, police, object.union(police, {"organ": "BGM"}))
	gone := object.union(held(veto, police, police), {"holding": null})
	withdraw.findings == unseen with input as gone
}

test_a_refusal_about_what_is_held_by_the_office_that_gave_it if {
	refused := object.union(fixtures.necessity("holding/1"), {"outcome": "not-necessary"})
	police := {"organ": "POL", "department": null, "roles": ["R-OWN"]}
	border := object.union(police, {"organ": "KMAR"})
	withdraw.findings == permit("WGS-06") with input as held(refused, police, police)
	withdraw.findings == unseen with input as held(refused, police, border)
	withdraw.findings == unseen with input as held(refused, {"organ": "POL", "department": "X"}, police)
}

test_what_was_said_of_a_result_by_the_organ_that_it_names if {
	consent := fixtures.consent("POL", "ZVH")
	police := {"organ": "POL", "department": null, "roles": ["R-RIEC-D"]}
	withdraw.findings == permit("WGS-20") with input as held(consent, {"organ": "POL", "department": "X"}, police)
}

test_silent_about_other_acts if {
	withdraw.findings == set() with input as object.union(asked(fixtures.pc2a, officer), {"act": {"kind": "attest"}})
}

test_not_who_has_no_part_in_the_case if {
	every organ in ["POL", "UWV", "HEF"] {
		withdraw.findings == unseen with input as asked(fixtures.pc2a, object.union(officer, {"organ": organ}))
	}
	members := object.union(asked(fixtures.w4, {"organ": "BGM", "roles": ["R-TEAM"]}), {"case": {"members": ["p-other"]}})
	withdraw.findings == unseen with input as members
}
