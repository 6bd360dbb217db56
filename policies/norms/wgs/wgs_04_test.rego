package norms.wgs.wgs_04_test

import data.fixtures
import data.norms.wgs.wgs_04

deny := {{"norm": "WGS-04", "effect": "deny"}}

asked(task) := fixtures.riec({"caller": {"organ": "BGM"}, "inquiry": {"task": task}})

test_denies_a_task_that_is_not_listed if {
	wgs_04.findings == deny with input as asked("Bibob:3")
}

test_denies_a_task_of_the_college if {
	wgs_04.findings == deny with input as asked("PW:7")
}

test_denies_an_unknown_task if {
	wgs_04.findings == deny with input as asked("X:1")
}

test_silent_for_a_listed_task if {
	every task in ["Opiumwet:13b", "Gemeentewet:172", "Alcoholwet:3"] {
		wgs_04.findings == set() with input as asked(task)
	}
}

test_leaves_a_missing_task_to_wgs_03 if {
	wgs_04.findings == set() with input as asked(null)
}

test_silent_for_the_college if {
	wgs_04.findings == set() with input as fixtures.riec({"inquiry": {"task": "Bibob:3"}})
}

to(recipient) := fixtures.riec({"caller": {"organ": "BGM"}, "inquiry": {"task": "Opiumwet:13b", "recipient": recipient}})

test_denies_a_department_without_a_listed_task if {
	wgs_04.findings == deny with input as to({"organ": "BGM", "department": "BIBOB"})
	wgs_04.findings == deny with input as to({"organ": "BGM", "department": "WMO"})
	from_college := {"inquiry": {"recipient": {"organ": "BGM", "department": "BIBOB"}}}
	wgs_04.findings == deny with input as fixtures.riec(from_college)
}

test_silent_about_a_department_with_one_and_about_the_burgemeester if {
	every department in ["OOV", "VERG", null] {
		wgs_04.findings == set() with input as to({"organ": "BGM", "department": department})
	}
	wgs_04.findings == set() with input as to({"organ": "COL", "department": "WMO"})
	wgs_04.findings == set() with input as fixtures.inquiry({"inquiry": {"recipient": {"department": "BIBOB"}}})
}
