package norms.mn.mn_05_test

import data.fixtures
import data.norms.mn.mn_05

deny := {{"norm": "MN-05", "effect": "deny"}}

planned(forms) := object.union(fixtures.settings, {fixtures.caller.oin: {"plan": {"crimeForms": forms}}})

reported(form) := object.union(
	fixtures.act("open", {"act": {"regime": "WGS", "crimeForm": form, "signal": fixtures.lawful_signal}}),
	{"case": null},
)

about(form) := fixtures.riec({"case": {"crimeForm": form}})

test_denies_what_the_plan_does_not_name if {
	every form in ["MENSENHANDEL", null] {
		mn_05.acts == deny with input as reported(form) with data.settings as planned(["DRUGS", "WITWASSEN"])
		mn_05.findings == deny with input as about(form) with data.settings as planned(["DRUGS", "WITWASSEN"])
	}
}

test_silent_about_what_it_names if {
	every form in ["DRUGS", "WITWASSEN"] {
		mn_05.acts == set() with input as reported(form) with data.settings as planned(["DRUGS", "WITWASSEN"])
		mn_05.findings == set() with input as about(form) with data.settings as planned(["DRUGS", "WITWASSEN"])
	}
}

test_silent_where_no_plan_was_adopted if {
	mn_05.acts == set() with input as reported("MENSENHANDEL") with data.settings as fixtures.settings
	mn_05.findings == set() with input as about("MENSENHANDEL") with data.settings as fixtures.settings
	mn_05.findings == set() with input as about("MENSENHANDEL") with data.settings as {}
}

test_a_plan_adds_nothing_to_the_statute if {
	opening := object.union(reported("OVERLAST"), {
		"caller": {"organ": "COL", "roles": ["R-RIEC-D"]},
		"act": {"purposes": ["P-RIEC-B"], "firstProcessedDay": fixtures.today},
	})
	verdict := data.sluis.act with input as opening with data.settings as planned(["OVERLAST"])
	verdict.outcome == "deny"
	{finding.norm | some finding in verdict.findings; finding.effect == "deny"} == {"BGS-13"}
}

test_silent_on_the_municipal_track_and_about_other_acts if {
	mn_05.acts == set() with data.settings as planned(["DRUGS"])
		with input as object.union(reported(null), {"act": {"regime": "BGP"}})
	mn_05.acts == set() with data.settings as planned(["DRUGS"])
		with input as object.union(reported(null), {"act": {"kind": "amend"}})
	mn_05.findings == set() with input as fixtures.inquiry({}) with data.settings as planned(["DRUGS"])
	mn_05.findings == set() with input as fixtures.riec({"case": null}) with data.settings as planned(["DRUGS"])
}
