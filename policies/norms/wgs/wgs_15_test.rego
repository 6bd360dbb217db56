package norms.wgs.wgs_15_test

import data.fixtures
import data.norms.wgs.wgs_06
import data.norms.wgs.wgs_15

permit(category) := {"norm": "WGS-15", "effect": "permit", "category": category}

require(organ) := {"norm": "WGS-15", "effect": "require", "attestation": "INTERVENTION", "scope": {"organ": organ}}

deny := {"norm": "WGS-15", "effect": "deny"}

in_r5(changes, attestations) := fixtures.judged(
	object.union(fixtures.riec({"case": {"state": "R5"}}), changes),
	attestations,
)

agreed(changes) := in_r5(changes, [fixtures.intervention("COL")])

refused := object.union(fixtures.intervention("COL"), {"outcome": "not-agreed"})

test_permits_what_the_agreed_intervention_needs if {
	wgs_15.findings == {permit("C-BD")} with input as agreed({})
}

test_waits_until_one_is_agreed if {
	wgs_15.findings == {permit("C-BD"), require("COL")} with input as in_r5({}, [])
}

test_waits_when_it_was_agreed_for_another if {
	wgs_15.findings == {permit("C-BD"), require("COL")} with input as in_r5({}, [fixtures.intervention("POL")])
}

test_waits_when_it_was_agreed_for_who_holds_the_data if {
	wgs_15.findings == {permit("C-BD"), require("COL")} with input as in_r5({}, [fixtures.intervention("BD")])
}

test_waits_when_the_asker_agreed_alone if {
	own := object.union(fixtures.intervention("COL"), {"by": "p-asker"})
	require("COL") in wgs_15.findings with input as in_r5({}, [own])
}

test_waits_when_the_agreement_expired_yesterday if {
	expired := object.union(fixtures.intervention("COL"), {"validUntilDay": fixtures.today - 1})
	require("COL") in wgs_15.findings with input as in_r5({}, [expired])
}

# Taken away by the asker, it is no agreement; a refusal that the asker took away still refuses.
test_waits_when_the_asker_withdrew_the_agreement if {
	withdrawn := object.union(fixtures.intervention("COL"), {"withdrawnByCaller": true})
	wgs_15.findings == {permit("C-BD"), require("COL")} with input as in_r5({}, [withdrawn])
	deny in wgs_15.findings with input as in_r5({}, [object.union(refused, {"withdrawnByCaller": true})])
}

test_no_agreement_with_who_does_not_take_part if {
	require("COL") in wgs_15.findings with input as in_r5({}, [fixtures.intervention("WOCO")])
}

test_waits_for_the_recipient_as_well if {
	to_police := {"inquiry": {"recipient": {"organ": "POL", "department": null}}}
	wgs_15.findings == {permit("C-BD"), require("POL")} with input as agreed(to_police)
	both := [fixtures.intervention("COL"), fixtures.intervention("POL")]
	wgs_15.findings == {permit("C-BD")} with input as in_r5(to_police, both)
}

test_one_agreement_serves_all_units_of_a_participant if {
	customs := {
		"caller": {"organ": "BD-DOU"},
		"inquiry": {"source": "UWV/inkomen", "fields": ["loon"], "recipient": {"organ": "BD-DOU", "department": null}},
	}
	wgs_15.findings == {permit("C-INK")} with input as in_r5(customs, [fixtures.intervention("BD")])
}

test_denies_what_was_not_agreed if {
	deny in wgs_15.findings with input as in_r5({}, [refused])
	deny in wgs_15.findings with input as in_r5({}, [fixtures.intervention("COL"), refused])
}

test_silent_about_a_refusal_for_another if {
	wgs_15.findings == {permit("C-BD")} with input as in_r5(
		{},
		[fixtures.intervention("COL"), object.union(refused, {"scope": {"organ": "POL"}})],
	)
}

test_silent_outside_r5 if {
	every state in ["R0", "R1", "R2", "R3", "R4", "R6", "R7", "R8"] {
		wgs_15.findings == set() with input as agreed({"case": {"state": state}})
		wgs_15.findings == set() with input as in_r5({"case": {"state": state}}, [refused])
	}
}

test_never_for_a_scan_in_the_third_phase if {
	police := {"inquiry": {"source": "POL/onderzoeken", "fields": ["rol"]}}
	wgs_15.findings == {permit("C-POL9")} with input as agreed(police)
	wgs_15.findings == set() with input as agreed(object.union(police, {"case": {"activity": "SCAN"}}))
}

# Whatever is asked in R5, of whom and for whom: where this norm permits, WGS-06 permits the same category.
test_opens_nothing_that_wgs_06_does_not_open if {
	every id, source in data.facts.sources {
		every organ in ["COL", "POL", "WOCO"] {
			every mode in ["DETAIL", "HITNOHIT", "BULK"] {
				asked := agreed({"inquiry": {
					"source": id,
					"fields": [name | some name, _ in source.fields],
					"mode": mode,
					"recipient": {"organ": organ, "department": null},
				}})
				opened := {finding.category | some finding in wgs_15.findings; finding.effect == "permit"} with input as asked
				owed := {finding.category | some finding in wgs_06.findings; finding.effect == "permit"} with input as asked
				opened - owed == set()
			}
		}
	}
}

test_silent_for_who_is_not_involved if {
	wgs_15.findings == set() with input as agreed({"case": {"involved": ["BD"]}})
}

test_silent_about_a_source_that_does_not_take_part if {
	wgs_15.findings == set() with input as agreed({"inquiry": {"source": "KVK/inschrijvingen", "fields": ["handelsnaam"]}})
}

test_silent_for_a_recipient_that_does_not_take_part if {
	wgs_15.findings == set() with input as agreed({"inquiry": {"recipient": {"organ": "WOCO", "department": null}}})
}

test_silent_in_another_regime if {
	wgs_15.findings == set() with input as agreed({"inquiry": {"regime": "BILATERAL"}})
}
