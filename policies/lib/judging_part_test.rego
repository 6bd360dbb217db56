# Who judges in a case: the setting is that of giving judgements (acts/attest).
package lib_judging_part_test

import data.acts.attest
import data.acts.attest_test as setting
import data.fixtures

unseen_in_the_gemeente := {{"norm": "AWB-01", "effect": "deny", "discreet": true}}

# The attacker of these tests: every role, and an organ that has no part in the case.
stranger := {"organ": "UWV", "department": null, "roles": ["R-PRIV", "R-RIEC-D", "R-JZ", "R-REG", "R-TEAM", "R-OWN", "PROCESS"]}

strange(type, case, caller) := object.union(
	setting.asked(fixtures.attestation(type, outcome, {}, {}), caller, case),
	{"act": {"attestation": {"scope": scope, "role": caller.roles[0]}}},
) if {
	row := data.facts.attestations[type]
	outcome := [code | some code, _ in row.outcomes][0]
	all := {
		"source": "BD/inkomen",
		"department": "ONDM",
		"category": "C-BEL-G",
		"organ": "BD",
		"regime": null,
		"purpose": null,
		"subject": "s-1",
		"person": null,
	}
	scope := {key: value | some key, value in all; key in row.scope}
}

test_who_has_no_part_in_a_case_judges_nothing_in_it if {
	every type, row in data.facts.attestations {
		refused(type, row.level)
	}
}

refused(_, "organisation")

refused(type, "case") if {
	every case in [setting.riec_case("R3"), setting.riec_case("R6")] {
		attest.findings == setting.unseen with input as strange(type, case, stranger)
	}
	every state in ["B1", "B3", "B4"] {
		case := object.union(fixtures.the_case, {"state": state})
		attest.findings == unseen_in_the_gemeente with input as strange(type, case, stranger)
	}
}

named(person) := object.union(fixtures.the_case, {"members": [person]})

test_nor_who_is_not_named_in_a_case_that_names_its_members if {
	team := {"organ": "BGM", "department": "ONDM", "roles": ["R-TEAM"]}
	attest.findings == unseen_in_the_gemeente with input as setting.asked(fixtures.w4, team, named("p-other"))
	attest.findings == setting.permit("BGP-08") with input as setting.asked(fixtures.w4, team, named("p-asker"))
	attest.findings == setting.permit("BGP-09") with input as setting.asked(fixtures.pc2a, setting.officer, named("p-other"))
}

test_in_a_municipal_case_the_college_and_the_mayor_judge if {
	every organ in ["COL", "BGM"] {
		attest.findings == setting.permit("BGP-09") with input as setting.asked(fixtures.pc2a, object.union(setting.officer, {"organ": organ}), setting.b4)
	}
	every organ in ["HEF", "CP", "POL", "UWV"] {
		attest.findings == unseen_in_the_gemeente with input as setting.asked(fixtures.pc2a, object.union(setting.officer, {"organ": organ}), setting.b4)
	}
}

test_the_privacy_officer_of_a_provider_that_is_not_involved_is_not_its_owner if {
	tax := {"organ": "BD", "department": null, "roles": ["R-PRIV"]}
	asked_for := fixtures.necessity("BD/inkomen")
	attest.findings == setting.unseen with input as setting.asked(asked_for, tax, setting.riec_case("R3"))
	attest.findings == setting.permit("WGS-06") with input as setting.asked(asked_for, object.union(tax, {"roles": ["R-OWN"]}), setting.riec_case("R3"))
	attest.findings == setting.permit("WGS-06") with input as setting.asked(asked_for, setting.officer, setting.riec_case("R3"))
}

needed(organ) := fixtures.attestation(
	"RESULT_NEEDED", "needed",
	{"organ": organ, "source": fixtures.about(organ).source},
	{"compatible": true, "necessity": true},
)

test_who_contributed_says_also_from_outside_whether_a_result_is_needed if {
	tax := {"organ": "BD", "department": null, "roles": ["R-RIEC-D"]}
	attest.findings == setting.permit("WGS-16") with input as setting.about(setting.by_police_and_toeslagen, needed("BD-TSL"), tax, setting.riec_case("R6"))
	attest.findings == setting.unseen with input as setting.about(setting.by_police_and_toeslagen, needed("POL"), tax, setting.riec_case("R6"))
}
