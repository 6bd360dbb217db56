package norms.mn.mn_06_test

import data.fixtures
import data.norms.mn.mn_06

deny := {{"norm": "MN-06", "effect": "deny"}}

# The default question is asked at ten o'clock.
when := {
	"before": {"from": "2026-11-24T10:00:01.000Z", "until": "2026-11-24T12:00:00.000Z"},
	"during": {"from": "2026-11-24T09:00:00.000Z", "until": "2026-11-24T12:00:00.000Z"},
	"after": {"from": "2026-11-24T08:00:00.000Z", "until": "2026-11-24T09:59:59.000Z"},
}

inspected(phase, changes) := object.union(
	fixtures.inquiry({"case": {"state": "B3", "control": when[phase]}}),
	changes,
)

about_an_address := {"inquiry": {"subject": {"type": "OBJECT"}}}

test_before_it_only_source_research_about_an_address if {
	mn_06.findings == set() with input as inspected("before", about_an_address)
	mn_06.findings == deny with input as inspected("before", {})
	mn_06.findings == deny with input as object.union(inspected("before", about_an_address), {"case": {"state": "B4"}})
	bilateral := {"inquiry": {"regime": "BILATERAL"}}
	mn_06.findings == deny with input as object.union(inspected("before", about_an_address), bilateral)
}

test_before_it_a_riec_case_goes_on_under_the_wgs if {
	mn_06.findings == set() with input as fixtures.riec({"case": {"control": when.before}})
}

own := {
	"caller": {"department": "BEL", "organ": "HEF"},
	"inquiry": {"recipient": {"organ": "HEF", "department": "BEL"}},
}

test_during_it_nobody_reads_files_of_others if {
	mn_06.findings == deny with input as inspected("during", {})
	mn_06.findings == deny with input as inspected("during", about_an_address)
	mn_06.findings == deny with input as fixtures.riec({"case": {"control": when.during}})
}

test_during_it_a_department_reads_its_own if {
	mn_06.findings == set() with input as inspected("during", own)
	for_another := {"inquiry": {"recipient": {"department": "TH"}}}
	mn_06.findings == deny with input as object.union(inspected("during", own), for_another)
	mn_06.findings == deny with input as object.union(inspected("during", own), {"caller": {"department": "TH"}})
}

test_during_it_a_partner_without_departments_reads_its_own if {
	theirs := {
		"caller": {"organ": "BD", "department": null},
		"inquiry": {"recipient": {"organ": "BD", "department": null}},
		"case": {"control": when.during},
	}
	mn_06.findings == set() with input as fixtures.riec(theirs)
	for_another := {"inquiry": {"recipient": {"organ": "COL"}}}
	mn_06.findings == deny with input as object.union(fixtures.riec(theirs), for_another)
}

test_it_lasts_from_its_first_moment_to_its_last if {
	at := "2026-11-24T10:00:00Z"
	every control in [{"from": at}, {"until": at}] {
		mn_06.findings == deny with input as object.union(inspected("during", {}), {"case": {"control": control}})
	}
}

test_during_it_no_organ_reads_what_another_one_holds if {
	held := {
		"caller": {"organ": "COL", "department": null},
		"inquiry": {"source": "holding/1", "recipient": {"organ": "COL", "department": null}},
		"holding": fixtures.holding("DOCUMENT", {"rapport": fixtures.part({})}, {}),
	}
	mn_06.findings == deny with input as inspected("during", held)
	own_holding := {"caller": {"organ": "BGM"}, "inquiry": {"recipient": {"organ": "BGM"}}}
	mn_06.findings == set() with input as object.union(inspected("during", held), own_holding)
}

brought(phase) := fixtures.act("hold", {"case": {"control": when[phase]}})

test_after_it_findings_are_a_new_signal if {
	mn_06.acts == deny with input as brought("after")
	mn_06.findings == set() with input as inspected("after", {})
	mn_06.acts == set() with input as brought("before")
	mn_06.acts == set() with input as brought("during")
}

test_silent_without_an_inspection_and_about_other_acts if {
	mn_06.findings == set() with input as fixtures.inquiry({})
	mn_06.acts == set() with input as fixtures.act("hold", {})
	mn_06.acts == set() with input as object.union(brought("after"), {"act": {"kind": "amend"}})
}

test_silent_to_who_has_no_part_in_the_case if {
	mn_06.findings == set() with input as inspected("during", {"caller": {"organ": "POL"}})
	mn_06.acts == set() with input as object.union(brought("after"), {"caller": {"organ": "POL"}})
}

moved(phase, facts) := object.union(brought(phase), {"act": {"kind": "amend", "amends": facts}})

test_its_times_are_fixed_once_it_began if {
	every phase in ["during", "after"] {
		mn_06.acts == deny with input as moved(phase, ["control", "region"])
		mn_06.acts == set() with input as moved(phase, ["region"])
		mn_06.acts == set() with input as object.union(moved(phase, ["control"]), {"caller": {"organ": "POL"}})
	}
	mn_06.acts == set() with input as moved("before", ["control"])
	mn_06.acts == set() with input as fixtures.act("amend", {"act": {"amends": ["control"]}})
}
