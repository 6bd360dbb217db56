package norms.wgs.wgs_05_test

import data.fixtures
import data.norms.wgs.wgs_05

deny := {"norm": "WGS-05", "effect": "deny"}

asked(task) := fixtures.riec({"inquiry": {"task": task}})

test_denies_tasks_that_are_not_listed if {
	every task in ["Wmo:2.1.1", "Jeugdwet:2.3", "Schuldhulp:3", "Leerplichtwet:16", "Bibob:3"] {
		wgs_05.findings == {deny} with input as asked(task)
	}
}

test_denies_a_task_of_the_burgemeester if {
	wgs_05.findings == {deny} with input as asked("Opiumwet:13b")
}

test_silent_for_listed_tasks if {
	every task in ["PW:7", "Gemeentewet:216", "WetBRP:1.4"] {
		wgs_05.findings == set() with input as asked(task)
	}
}

test_leaves_a_missing_task_to_wgs_03 if {
	wgs_05.findings == set() with input as asked(null)
}

test_denies_data_held_for_care_and_youth if {
	wgs_05.findings == {object.union(deny, {"category": "C-JGD"})} with input as fixtures.riec({"inquiry": {
		"source": "JEUGD/dossiers",
		"fields": ["plan"],
	}})
}

test_silent_about_other_data_of_the_college if {
	wgs_05.findings == set() with input as fixtures.riec({"inquiry": {"source": "WI/uitkeringen", "fields": ["bedrag"]}})
}

test_silent_in_another_regime if {
	care := {"source": "WMO/voorzieningen", "fields": ["melding"]}
	wgs_05.findings == set() with input as fixtures.inquiry({"inquiry": care})
}

to(organ, department) := fixtures.riec({"inquiry": {"recipient": {"organ": organ, "department": department}}})

test_denies_a_department_without_a_listed_task if {
	every department in ["WMO", "JEUGD", "SCHULD", "LPL", "BIBOB", "FG", "ARCH"] {
		wgs_05.findings == {deny} with input as to("COL", department)
	}
}

test_silent_about_a_department_with_one_and_about_the_college if {
	every department in ["ONDM", "WI", "BZ", "TH", null] {
		wgs_05.findings == set() with input as to("COL", department)
	}
	wgs_05.findings == set() with input as to("BGM", "WMO")
	every department in ["BEL", "WOZ"] {
		wgs_05.findings == set() with input as to("HEF", department)
	}
}
