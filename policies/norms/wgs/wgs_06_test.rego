package norms.wgs.wgs_06_test

import data.fixtures
import data.norms.wgs.wgs_06

permit(category) := {"norm": "WGS-06", "effect": "permit", "category": category}

deny := {"norm": "WGS-06", "effect": "deny"}

require(source) := {"norm": "WGS-06", "effect": "require", "attestation": "NECESSITY", "scope": {"source": source}}

judged(changes, attestations) := fixtures.judged(fixtures.riec(changes), attestations)

necessary(changes) := judged(changes, [fixtures.necessity("BD/inkomen")])

police := {"source": "POL/onderzoeken", "fields": ["rol"]}

necessary_police(state, activity) := judged(
	{"case": {"state": state, "activity": activity}, "inquiry": police},
	[fixtures.necessity("POL/onderzoeken")],
)

test_permits_what_is_necessary if {
	wgs_06.findings == {permit("C-BD")} with input as necessary({})
}

test_waits_for_the_judgement_of_necessity if {
	wgs_06.findings == {permit("C-BD"), require("BD/inkomen")} with input as fixtures.riec({})
}

test_waits_when_the_judgement_is_about_another_source if {
	require("BD/inkomen") in wgs_06.findings with input as judged({}, [fixtures.necessity("BD-TSL/toeslagen")])
}

test_waits_when_the_asker_judged_alone if {
	own := object.union(fixtures.necessity("BD/inkomen"), {"by": "p-asker"})
	require("BD/inkomen") in wgs_06.findings with input as judged({}, [own])
}

test_denies_what_is_not_necessary if {
	refused := object.union(fixtures.necessity("BD/inkomen"), {"outcome": "not-necessary"})
	deny in wgs_06.findings with input as judged({}, [refused])
}

test_denies_against_weighty_reasons if {
	attestations := [fixtures.necessity("BD/inkomen"), fixtures.veto("BD/inkomen")]
	wgs_06.findings == {permit("C-BD"), deny} with input as judged({}, attestations)
}

test_silent_about_a_veto_for_another_source if {
	attestations := [fixtures.necessity("BD/inkomen"), fixtures.veto("BD-TSL/toeslagen")]
	wgs_06.findings == {permit("C-BD")} with input as judged({}, attestations)
}

test_f2_only_from_r3_to_r5 if {
	every state in ["R3", "R4", "R5"] {
		wgs_06.findings == {permit("C-BD")} with input as necessary({"case": {"state": state}})
	}
	every state in ["R0", "R1", "R2", "R6", "R7", "R8"] {
		wgs_06.findings == set() with input as necessary({"case": {"state": state}})
	}
}

test_f1_only_from_r2_to_r5 if {
	income := {"source": "UWV/inkomen", "fields": ["loon"]}
	attestations := [fixtures.necessity("UWV/inkomen")]
	every state in ["R2", "R3", "R4", "R5"] {
		wgs_06.findings == {permit("C-INK")} with input as judged({"case": {"state": state}, "inquiry": income}, attestations)
	}
	every state in ["R0", "R1", "R6", "R7", "R8"] {
		wgs_06.findings == set() with input as judged({"case": {"state": state}, "inquiry": income}, attestations)
	}
}

test_f3_only_from_r4_and_never_for_a_scan if {
	every state in ["R4", "R5"] {
		wgs_06.findings == {permit("C-POL9")} with input as necessary_police(state, "CASUS")
		wgs_06.findings == set() with input as necessary_police(state, "SCAN")
	}
	wgs_06.findings == set() with input as necessary_police("R3", "CASUS")
}

test_asks_no_judgement_in_a_closed_state if {
	wgs_06.findings == set() with input as fixtures.riec({"case": {"state": "R1"}})
}

test_silent_about_a_source_that_does_not_take_part if {
	register := {"source": "KVK/inschrijvingen", "fields": ["handelsnaam"]}
	wgs_06.findings == set() with input as fixtures.riec({"inquiry": register})
}

test_permits_the_tax_officer_as_the_college if {
	asked := {"inquiry": {"source": "BEL/heffingen", "fields": ["openstaand"]}}
	wgs_06.findings == {permit("C-BEL-G")} with input as judged(asked, [fixtures.necessity("BEL/heffingen")])
}

test_silent_for_a_recipient_that_does_not_take_part if {
	wgs_06.findings == set() with input as necessary({"inquiry": {"recipient": {"organ": "WOCO", "department": null}}})
}

test_silent_when_the_case_is_on_another_track if {
	wgs_06.findings == set() with input as necessary({"case": {"regime": "BGP", "state": "B4"}})
}

test_silent_for_a_mode_that_the_state_does_not_know if {
	wgs_06.findings == set() with input as necessary({"inquiry": {"mode": "BULK"}})
}

# The table of states: a result is no provision into a RIEC, and what was judged about one is for WGS-16.
test_silent_about_a_result if {
	unneeded := fixtures.attestation("NECESSITY", "not-necessary", {"source": "holding/1"}, {})
	wgs_06.findings == set() with input as fixtures.judged(fixtures.result({}), [unneeded, fixtures.veto("holding/1")])
}
