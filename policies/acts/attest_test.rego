package acts.attest_test

import data.acts.attest
import data.fixtures

# By whom and on what; a case of null is made null.
asked(attestation, caller, case) := object.union(
	fixtures.act("attest", {
		"act": {"attestation": object.union(attestation, {
			"by": "p-asker",
			"organ": caller.organ,
			"department": caller.department,
			"role": caller.roles[0],
		})},
		"caller": caller,
	}),
	{"case": case},
)

officer := {"organ": "COL", "department": "PRIV", "roles": ["R-PRIV"]}

b4 := object.union(fixtures.the_case, {"state": "B4"})

pc2a(change) := asked(object.union(fixtures.pc2a, change), officer, b4)

by(type, outcome, scope, details, caller, case) := asked(fixtures.attestation(type, outcome, scope, details), caller, case)

permit(norm) := {{"norm": norm, "effect": "permit"}}

# To who has no part in the case it is as one that is not there.
unseen := {{"norm": "WGS-14", "effect": "deny", "discreet": true}}

test_privacy_officer_grants_check_2a if attest.findings == permit("BGP-09") with input as pc2a({})

test_privacy_officer_refuses_check_2a if attest.findings == permit("BGP-09") with input as pc2a({"outcome": "refused"})

test_director_weighs if {
	director := {"organ": "BGM", "department": "ONDM", "roles": ["R-REG"]}
	b1 := object.union(fixtures.the_case, {"state": "B1"})
	attest.findings == permit("BGP-01") with input as asked(fixtures.w1, director, b1)
	attest.findings == permit("BGP-02") with input as asked(fixtures.w2a, director, b1)
}

test_privacy_officer_registers_a_college_decision if {
	attest.findings == permit("GEM-01") with input as asked(fixtures.college_67, officer, null)
}

test_privacy_officer_registers_the_processing if {
	attest.findings == permit("AVG-06") with input as asked(fixtures.register, officer, null)
}

test_nobody_else_gives_it if {
	every role in ["R-CAS", "R-REG", "R-OWN", "R-FG", "no-role"] {
		caller := object.union(officer, {"roles": [role]})
		attest.findings == set() with input as asked(fixtures.pc2a, caller, b4)
	}
}

test_not_in_a_role_that_one_does_not_hold if {
	held := object.union(pc2a({}), {"caller": {"roles": ["R-CAS"]}})
	attest.findings == set() with input as held
}

test_not_in_the_name_of_another if {
	attest.findings == set() with input as object.union(pc2a({}), {"caller": {"person": "p-other"}})
	attest.findings == set() with input as object.union(pc2a({}), {"caller": {"organ": "BGM"}})
}

test_no_unknown_type if attest.findings == set() with input as pc2a({"type": "PC9"})

test_no_unknown_outcome if attest.findings == set() with input as pc2a({"outcome": "maybe"})

test_no_scope_too_few if attest.findings == set() with input as pc2a({"scope": {"category": null}})

test_no_scope_too_many if attest.findings == set() with input as pc2a({"scope": {"source": "BEL/heffingen"}})

test_no_unknown_code_in_its_scope if {
	attest.findings == set() with input as pc2a({"scope": {"department": "XXX"}})
	attest.findings == set() with input as pc2a({"scope": {"category": "C-XXX"}})
}

test_no_detail_too_few if {
	attest.findings == set() with input as pc2a({"details": {"necessity": null}})
	w1 := object.union(fixtures.w1, {"details": {"anchor": "1"}})
	caller := {"organ": "BGM", "department": "ONDM", "roles": ["R-REG"]}
	attest.findings == set() with input as asked(w1, caller, b4)
}

test_no_tests_that_do_not_say_yes_or_no if {
	attest.findings == set() with input as pc2a({"details": {"basis": "yes"}})
}

test_no_empty_reference if {
	empty := object.union(fixtures.college_67, {"details": {"reference": ""}})
	attest.findings == set() with input as asked(empty, officer, null)
}

test_not_when_it_has_expired if {
	attest.findings == set() with input as pc2a({"validUntilDay": fixtures.today - 1})
	attest.findings == permit("BGP-09") with input as pc2a({"validUntilDay": fixtures.today})
}

test_only_in_its_step if {
	every state in ["B0", "B1", "B2", "B3", "B5", "B6", "B7", "B9"] {
		case := object.union(fixtures.the_case, {"state": state})
		attest.findings == set() with input as asked(fixtures.pc2a, officer, case)
	}
}

test_privacy_check_1_becomes_possible_in_b3 if {
	b2 := object.union(fixtures.the_case, {"state": "B2"})
	b3 := object.union(fixtures.the_case, {"state": "B3"})
	attest.findings == set() with input as asked(fixtures.pc1("VERG/vergunningen"), officer, b2)
	attest.findings == permit("BGP-05") with input as asked(fixtures.pc1("VERG/vergunningen"), officer, b3)
}

test_each_at_its_level if {
	attest.findings == set() with input as asked(fixtures.pc2a, officer, null)
	attest.findings == set() with input as asked(fixtures.college_67, officer, b4)
}

test_authority_agrees_for_the_police if {
	riec := object.union(fixtures.the_case, {"regime": "WGS", "state": "R3", "involved": ["POL"]})
	agreed := fixtures.authority_agreed("POL")
	attest.findings == permit("WPG-05") with input as asked(agreed, {"organ": "OM", "department": null, "roles": ["R-RIEC-D"]}, riec)
	attest.findings == unseen with input as asked(agreed, {"organ": "BD", "department": null, "roles": ["R-RIEC-D"]}, riec)
}

test_about_a_person_by_the_owner_of_the_data if {
	scope := {"source": "WMO/voorzieningen", "subject": "s-1"}
	owner := {"organ": "COL", "department": "WMO", "roles": ["R-OWN"]}
	attest.findings == permit("WMO-01") with input as by("CONSENT", "given", scope, {"reference": "T-1"}, owner, b4)
	other := object.union(owner, {"department": "VERG"})
	attest.findings == set() with input as by("CONSENT", "given", scope, {"reference": "T-1"}, other, b4)
	nobody := object.union(scope, {"subject": 7})
	attest.findings == set() with input as by("CONSENT", "given", nobody, {"reference": "T-1"}, owner, b4)
}

test_silent_about_other_acts if {
	attest.findings == set() with input as object.union(pc2a({}), {"act": {"kind": "withdraw"}})
}

test_privacy_officer_stops_a_caller if {
	attest.findings == permit("AVG-06") with input as asked(fixtures.attestation("STOP_CALLER", "stopped", {"person": "p-1"}, {}), officer, null)
	nobody := fixtures.attestation("STOP_CALLER", "stopped", {"person": 7}, {})
	attest.findings == set() with input as asked(nobody, officer, null)
	colleague := object.union(officer, {"roles": ["R-REG"]})
	attest.findings == set() with input as asked(fixtures.attestation("STOP_ALL", "stopped", {}, {}), colleague, null)
}

# Without a case a judgement about a person is one of the organisation.
test_about_bibob_data_by_their_owner_and_by_legal_affairs if {
	scope := {"source": "BIBOB/dossiers", "subject": "s-1"}
	to_om := {"recipient": "OM"}
	owner := {"organ": "COL", "department": "BIBOB", "roles": ["R-OWN"]}
	lawyer := {"organ": "COL", "department": "JZ", "roles": ["R-JZ"]}
	attest.findings == permit("BIB-02") with input as by("BIBOB_NECESSITY", "necessary", scope, to_om, owner, null)
	attest.findings == permit("BIB-03") with input as by("BIBOB_EXCHANGE", "agreed", scope, to_om, lawyer, null)
	attest.findings == set() with input as by("BIBOB_EXCHANGE", "agreed", scope, to_om, owner, null)
	attest.findings == set() with input as by("BIBOB_NECESSITY", "necessary", scope, {"recipient": ""}, owner, null)
}

riec_case(state) := object.union(fixtures.the_case, {"regime": "WGS", "state": state, "involved": ["POL", "COL"]})

# About what is held, with these parts.
about(parts, attestation, caller, case) := object.union(asked(attestation, caller, case), {"holding": fixtures.holding(
	"RESULT",
	parts,
	{},
)})

by_police_and_toeslagen := {
	"politie": fixtures.part({}),
	"toeslagen": fixtures.part({"category": "C-TSL", "contributors": ["BD-TSL"], "origin": "BD-TSL"}),
}

# What is held is judged under the name of a source; for what an organ contributed, that organ speaks.
test_about_a_result_by_who_contributed if {
	parts := by_police_and_toeslagen
	police := {"organ": "POL", "department": null, "roles": ["R-RIEC-D"]}
	consent := fixtures.consent("POL", "ZVH")
	attest.findings == permit("WGS-20") with input as about(parts, consent, police, riec_case("R6"))
	attest.findings == set() with input as about(parts, fixtures.consent("KMAR", "ZVH"), police, riec_case("R6"))
	attest.findings == set() with input as about(parts, consent, police, riec_case("R5"))
	tax := {"organ": "BD", "department": null, "roles": ["R-RIEC-D"]}
	attest.findings == permit("WGS-16") with input as about(parts, fixtures.result_veto("BD-TSL"), tax, riec_case("R6"))
	attest.findings == permit("WGS-16") with input as about(parts, fixtures.result_veto("BD"), tax, riec_case("R6"))
}

test_not_about_a_result_to_which_one_did_not_contribute_nor_about_one_that_is_not_there if {
	border := {"organ": "KMAR", "department": null, "roles": ["R-RIEC-D"]}
	every judgement in [fixtures.consent("KMAR", "ZVH"), fixtures.result_veto("KMAR")] {
		attest.findings == unseen with input as about(by_police_and_toeslagen, judgement, border, riec_case("R6"))
		attest.findings == unseen with input as asked(judgement, border, riec_case("R6"))
	}

	# An objection is for any participant with a part in the case, or with data in what goes.
	objection := fixtures.objection("KMAR", "VR")
	attest.findings == unseen with input as about(by_police_and_toeslagen, objection, border, riec_case("R6"))
	involved := object.union(riec_case("R6"), {"involved": ["POL", "COL", "KMAR"]})
	attest.findings == permit("WGS-17") with input as about(by_police_and_toeslagen, objection, border, involved)
	tax := {"organ": "BD", "department": null, "roles": ["R-RIEC-D"]}
	attest.findings == permit("WGS-17") with input as about(by_police_and_toeslagen, fixtures.objection("BD-TSL", "VR"), tax, riec_case("R6"))
}

held := fixtures.about("POL").source

report := {"rapport": fixtures.part({"contributors": ["POL", "KMAR"]})}

participant(organ) := {"organ": organ, "department": null, "roles": ["R-RIEC-D"]}

owner(organ, department) := {"organ": organ, "department": department, "roles": ["R-OWN"]}

necessary := fixtures.necessity(held)

# The mayor holds it, the police made it, and another participant's data are in it.
test_reasons_against_what_is_held_come_from_its_holder_and_from_who_contributed if {
	every organ in ["BGM", "POL", "KMAR"] {
		attest.findings == permit("WGS-06") with input as about(report, fixtures.veto(held), participant(organ), riec_case("R3"))
	}
	attest.findings == unseen with input as about(report, fixtures.veto(held), participant("BD"), riec_case("R3"))
	attest.findings == set() with input as asked(fixtures.veto(held), participant("POL"), riec_case("R3"))
}

test_what_is_held_is_needed_as_its_owner_says_and_not_as_its_holder_does if {
	attest.findings == permit("WGS-06") with input as about(report, necessary, owner("POL", null), riec_case("R3"))
	attest.findings == unseen with input as about(report, necessary, owner("BGM", null), riec_case("R3"))
	attest.findings == unseen with input as about(report, necessary, owner("KMAR", null), riec_case("R3"))
	attest.findings == set() with input as asked(necessary, owner("POL", null), riec_case("R3"))
	attest.findings == unseen with input as about({}, necessary, owner("BGM", null), riec_case("R3"))
}

test_its_holder_and_each_owner_of_a_part_may_say_that_it_is_not if {
	refused := object.union(necessary, {"outcome": "not-necessary"})
	every caller in [owner("POL", null), owner("BGM", null), owner("KMAR", null)] {
		attest.findings == permit("WGS-06") with input as about(report, refused, caller, riec_case("R3"))
	}
	attest.findings == unseen with input as about(report, refused, owner("BD", null), riec_case("R3"))
	attest.findings == set() with input as about(report, refused, owner("COL", "VERG"), riec_case("R3"))
}

# Within the gemeente the department whose dataset it came from, whatever organ the part names.
test_of_municipal_data_the_department_owns_what_is_held if {
	parts := {"controle": fixtures.part({"category": "C-TOEZ", "origin": "BGM", "contributors": ["BGM"]})}
	attest.findings == permit("WGS-06") with input as about(parts, necessary, owner("COL", "TH"), riec_case("R3"))
	attest.findings == set() with input as about(parts, necessary, owner("COL", "VERG"), riec_case("R3"))
	attest.findings == set() with input as about(parts, necessary, owner("POL", "TH"), riec_case("R3"))
}

test_of_data_of_no_dataset_who_holds_it_is_the_owner if {
	parts := {"afspraak": fixtures.part({"category": "C-ALIGN", "origin": "COL", "contributors": ["COL"]})}
	attest.findings == permit("WGS-06") with input as about(parts, necessary, owner("BGM", null), riec_case("R3"))
	attest.findings == set() with input as about(parts, necessary, owner("COL", "ONDM"), riec_case("R3"))
}

test_of_several_owners_none_speaks_for_all if {
	both := object.union(report, {"controle": fixtures.part({"category": "C-TOEZ", "origin": "COL"})})
	every caller in [owner("POL", null), owner("COL", "TH")] {
		attest.findings == set() with input as about(both, necessary, caller, riec_case("R3"))
	}
}

test_a_dataset_has_no_parts if {
	other := about(report, fixtures.necessity("BD/inkomen"), owner("POL", null), riec_case("R3"))
	attest.findings == set() with input as other
	attest.findings == set() with input as about(report, fixtures.veto("BD/inkomen"), participant("POL"), riec_case("R3"))
}

test_no_name_of_nothing if {
	nameless := object.union(fixtures.quality, {"scope": {"source": "holding/"}})
	worker := {"organ": "COL", "department": null, "roles": ["PROCESS"]}
	attest.findings == permit("BGS-04") with input as asked(fixtures.quality, worker, riec_case("R6"))
	attest.findings == set() with input as asked(nameless, worker, riec_case("R6"))
}

test_the_committee_tests_what_goes_to_a_third_party if {
	committee := {"organ": "RAC", "department": null, "roles": ["RAC"]}
	attest.findings == permit("WGS-17") with input as asked(fixtures.rac_third("VR"), committee, riec_case("R6"))
	participant := object.union(committee, {"organ": "POL"})
	attest.findings == set() with input as asked(fixtures.rac_third("VR"), participant, riec_case("R6"))
}
