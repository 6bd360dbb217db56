package norms.mn.mn_03_test

import data.fixtures
import data.norms.mn.mn_03

deny := {{"norm": "MN-03", "effect": "deny"}}

asked(regime, mode) := fixtures.inquiry({"inquiry": {"regime": regime, "mode": mode}})

test_denies_bulk_and_automated_questions_without_a_case if {
	every mode in ["BULK", "AUTO"] {
		mn_03.findings == deny with input as object.union(asked("BILATERAL", mode), {"case": null})
	}
}

test_denies_bulk_on_the_municipal_track_in_a_case_too if {
	mn_03.findings == deny with input as asked("BGP", "BULK")
}

test_leaves_bulk_in_a_riec_case_to_the_wgs if {
	mn_03.findings == set() with input as asked("WGS", "BULK")
}

test_denies_a_question_about_nobody_in_particular if {
	mn_03.findings == deny with input as fixtures.inquiry({"inquiry": {"subject": null}})
}

test_silent_about_counts_without_a_subject if {
	mn_03.findings == set() with input as fixtures.inquiry({"inquiry": {
		"source": "RIEC/beelden",
		"mode": "HITNOHIT",
		"fields": [],
		"subject": null,
	}})
}

test_silent_about_one_subject if {
	mn_03.findings == set() with input as asked("BGP", "DETAIL")
}

test_silent_about_acts if {
	mn_03.findings == set() with input as fixtures.act("open", {"case": null})
}
