package norms.mn.mn_02_test

import data.fixtures
import data.norms.mn.mn_02

asked(level) := fixtures.inquiry({"inquiry": {"level": level}})

test_denies_without_a_level if {
	mn_02.findings == {{"norm": "MN-02", "effect": "deny"}} with input as asked(null)
}

test_denies_persons_to_a_strategic_question if {
	mn_02.findings == {{"norm": "MN-02", "effect": "deny", "category": "C-BEL-G"}} with input as asked("STR")
}

picture := {
	"regime": "MONO",
	"purpose": "P-BEELD",
	"task": "Gemeentewet:172",
	"source": "RIEC/beelden",
	"fields": ["aantallen"],
	"level": "STR",
	"namesCase": false,
}

counts(changes) := object.union(fixtures.inquiry({}), {
	"case": null,
	"inquiry": object.union(object.union(picture, {"subject": null}), changes),
})

carried := {{"norm": "MN-02", "effect": "permit", "category": "C-AGG"}}

test_permits_counts_to_a_strategic_question if {
	mn_02.findings == carried with input as counts({})
	mn_02.findings == carried with input as counts({"regime": "BILATERAL"})
	mn_02.findings == carried with input as counts({"mode": "HITNOHIT", "fields": []})
}

test_counts_are_for_a_picture_only if mn_02.findings == set() with input as counts({"purpose": "P-OO"})

test_counts_are_for_a_department_with_that_task if {
	mn_02.findings == set() with input as counts({"task": "Gemeentewet:160"})
	mn_02.findings == set() with input as counts({"recipient": {"organ": "WOCO", "department": null}})
}

test_counts_are_asked_outside_a_case_and_not_by_a_machine if {
	mn_02.findings == set() with input as counts({"namesCase": true})
	mn_02.findings == set() with input as counts({"regime": "WGS"})
	every mode in ["BULK", "AUTO"] {
		mn_02.findings == set() with input as counts({"mode": mode})
	}
}

test_silent_about_counts_at_other_levels if {
	mn_02.findings == set() with input as counts({"level": "TAC"})
	mn_02.findings == set() with input as counts({"level": "OPS"})
}

test_silent_about_other_levels if {
	mn_02.findings == set() with input as asked("TAC")
	mn_02.findings == set() with input as asked("OPS")
}

test_silent_about_acts if {
	mn_02.findings == set() with input as fixtures.act("open", {})
}
