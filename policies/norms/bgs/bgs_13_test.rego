package norms.bgs.bgs_13_test

import data.fixtures
import data.norms.bgs.bgs_13

deny := {{"norm": "BGS-13", "effect": "deny"}}

reported(signal, form) := object.union(
	fixtures.act("open", {
		"act": {"regime": "WGS", "crimeForm": form},
		"caller": {"organ": "COL", "roles": ["R-RIEC-D"]},
	}),
	{"act": {"signal": signal}, "case": null},
)

test_silent_about_a_signal_that_meets_the_demands if {
	every form in ["MENSENHANDEL", "MENSENSMOKKEL", "DRUGS", "VASTGOED", "WITWASSEN", "ERNSTIG_GEORGANISEERD"] {
		bgs_13.acts == set() with input as reported(fixtures.lawful_signal, form)
		bgs_13.findings == set() with input as fixtures.riec({"case": {"crimeForm": form}})
	}
}

test_denies_reporting_when_one_demand_does_not_hold if {
	every demand in ["objective", "necessary", "several", "region"] {
		bgs_13.acts == deny with input as reported(object.union(fixtures.lawful_signal, {demand: false}), "DRUGS")
		asked := fixtures.riec({"case": {"signal": {demand: false}}})
		bgs_13.findings == deny with input as asked
	}
}

test_denies_reporting_without_a_signal if bgs_13.acts == deny with input as reported(null, "DRUGS")

test_denies_a_form_that_is_not_listed if {
	every form in ["OVERLAST", null] {
		bgs_13.acts == deny with input as reported(fixtures.lawful_signal, form)
		bgs_13.findings == deny with input as fixtures.riec({"case": {"crimeForm": form}})
	}
}

test_denies_a_question_about_a_case_without_a_signal if {
	bgs_13.findings == deny with input as fixtures.riec({"case": object.union(
		fixtures.riec({}).case,
		{"signal": null},
	)})
}

test_leaves_a_question_without_a_case_to_wgs_24 if {
	bgs_13.findings == set() with input as fixtures.riec({"case": null})
	bgs_13.findings == set() with input as fixtures.riec({"case": {"regime": "BGP", "state": "B4", "signal": null}})
}

test_silent_on_the_municipal_track if {
	bgs_13.findings == set() with input as fixtures.inquiry({})
	bgs_13.acts == set() with input as object.union(reported(null, null), {"act": {"regime": "BGP"}})
}

left(from, to, attestations) := object.union(fixtures.transition(from, to, attestations), {
	"case": {"regime": "WGS", "involved": ["BGM"]},
	"caller": {"roles": ["PROCESS"]},
})

test_the_assessment_is_registered_before_a_case_leaves_it if {
	bgs_13.acts == deny with input as left("R1", "R2", [])
	bgs_13.acts == deny with input as left("R1", "R2", [object.union(fixtures.registered, {"by": "p-asker"})])
	bgs_13.acts == set() with input as left("R1", "R2", [fixtures.registered])
}

test_reporting_other_moves_and_outsiders_hear_nothing_of_registration if {
	bgs_13.acts == set() with input as left("R0", "R1", [])
	bgs_13.acts == set() with input as left("R1", "R8", [])
	bgs_13.acts == set() with input as object.union(left("R1", "R2", []), {"caller": {"organ": "POL"}})
}
