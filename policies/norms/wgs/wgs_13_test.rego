package norms.wgs.wgs_13_test

import data.fixtures
import data.norms.wgs.wgs_13

deny := {{"norm": "WGS-13", "effect": "deny"}}

judged(attestation) := fixtures.judged(fixtures.riec({}), [attestation])

test_denies_from_r2_on_without_an_assessment if {
	every state in ["R2", "R3", "R4", "R5", "R6", "R7", "R8"] {
		wgs_13.findings == deny with input as fixtures.riec({"case": {"state": state}})
	}
}

test_denies_without_a_case_on_this_track if {
	wgs_13.findings == deny with input as fixtures.riec({"case": null})
	wgs_13.findings == deny with input as fixtures.riec({"case": {"regime": "BGP", "state": "B4"}})
}

test_silent_when_the_participants_assessed if {
	wgs_13.findings == set() with input as judged(fixtures.assessed)
}

test_denies_a_negative_assessment if {
	wgs_13.findings == deny with input as judged(object.union(fixtures.assessed, {"outcome": "negative"}))
}

test_denies_when_one_point_failed_or_was_left_out if {
	every point in ["fit", "type", "volume", "weight", "parallel"] {
		failed := object.union(fixtures.assessed, {"details": {point: false}})
		wgs_13.findings == deny with input as judged(failed)
		left_out := object.union(
			object.remove(fixtures.assessed, ["details"]),
			{"details": object.remove(fixtures.assessed.details, [point])},
		)
		wgs_13.findings == deny with input as judged(left_out)
	}
}

test_denies_when_assessments_contradict if {
	negative := object.union(fixtures.assessed, {"outcome": "negative"})
	wgs_13.findings == deny with input as fixtures.judged(fixtures.riec({}), [fixtures.assessed, negative])
}

test_denies_what_the_asker_assessed_alone if {
	wgs_13.findings == deny with input as judged(object.union(fixtures.assessed, {"by": "p-asker"}))
}

test_silent_before_collection if {
	every state in ["R0", "R1"] {
		wgs_13.findings == set() with input as fixtures.riec({"case": {"state": state}})
	}
}

test_silent_in_another_regime if {
	wgs_13.findings == set() with input as fixtures.inquiry({})
}

given(state) := fixtures.act("attest", {
	"caller": {"organ": "POL", "department": null, "roles": ["R-RIEC-D"], "person": "p-judge"},
	"case": {"regime": "WGS", "state": state, "involved": ["COL", "POL"]},
	"act": {"attestation": object.union(fixtures.assessed, {"role": "R-RIEC-D", "organ": "POL", "by": "p-judge"})},
})

test_a_representative_records_it_from_r1_to_r5 if {
	every state in ["R1", "R2", "R3", "R4", "R5"] {
		verdict := data.sluis.act with input as given(state)
		verdict.outcome == "permit"
	}
	every state in ["R0", "R6", "R7", "R8"] {
		verdict := data.sluis.act with input as given(state)
		verdict.outcome == "deny"
	}
}

left(from, to, attestations) := object.union(fixtures.transition(from, to, attestations), {
	"case": {"regime": "WGS", "involved": ["BGM"]},
	"caller": {"roles": ["PROCESS"]},
})

test_denies_leaving_the_assessment_without_it if {
	wgs_13.acts == deny with input as left("R1", "R2", [])
	wgs_13.acts == deny with input as left("R1", "R2", [object.union(fixtures.assessed, {"outcome": "negative"})])
	wgs_13.acts == set() with input as left("R1", "R2", [fixtures.assessed])
}

test_silent_about_other_moves_and_to_outsiders if {
	wgs_13.acts == set() with input as left("R0", "R1", [])
	wgs_13.acts == set() with input as left("R1", "R8", [])
	wgs_13.acts == set() with input as object.union(left("R1", "R2", []), {"caller": {"organ": "POL"}})
}

changed(state, facts, attestations) := object.union(left(state, null, attestations), {"act": {"kind": "amend", "amends": facts}})

test_denies_making_it_another_signal_once_it_was_assessed if {
	every fact in ["activity", "crimeForm"] {
		every state in ["R2", "R3", "R4", "R5", "R6", "R7"] {
			wgs_13.acts == deny with input as changed(state, [fact], [])
		}
		every outcome in ["positive", "negative"] {
			given := object.union(fixtures.assessed, {"outcome": outcome, "by": "p-asker"})
			wgs_13.acts == deny with input as changed("R1", [fact, "region"], [given])
		}
		every state in ["R0", "R1"] {
			wgs_13.acts == set() with input as changed(state, [fact], [fixtures.registered])
		}
		wgs_13.acts == set() with input as object.union(changed("R3", [fact], []), {"case": {"regime": "BGP"}})
		wgs_13.acts == set() with input as object.union(changed("R3", [fact], []), {"caller": {"organ": "POL"}})
	}
	wgs_13.acts == set() with input as changed("R3", ["region", "involved", "signalOutcome"], [])
}
