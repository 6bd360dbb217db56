package norms.wgs.wgs_11_test

import data.fixtures
import data.norms.wgs.wgs_11

deny := {{"norm": "WGS-11", "effect": "deny", "category": "C-POL9"}}

asked(changes) := object.union(
	fixtures.riec({"inquiry": {"source": "POL/onderzoeken", "fields": ["rol"]}}),
	changes,
)

test_denies_f3_outside_r4_and_r5 if {
	every state in ["R0", "R1", "R2", "R3", "R6", "R7", "R8"] {
		wgs_11.findings == deny with input as asked({"case": {"state": state}})
	}
}

test_denies_f3_for_a_scan_in_every_state if {
	every state in ["R3", "R4", "R5"] {
		wgs_11.findings == deny with input as asked({"case": {"state": state, "activity": "SCAN"}})
	}
}

test_denies_without_an_activity if {
	wgs_11.findings == deny with input as asked({"case": {"state": "R4", "activity": null}})
}

test_denies_without_a_case_on_this_track if {
	wgs_11.findings == deny with input as asked({"case": null})
	wgs_11.findings == deny with input as asked({"case": {"regime": "BGP", "state": "B4"}})
}

test_silent_for_a_bottleneck_or_case_in_r4_and_r5 if {
	every state in ["R4", "R5"] {
		every activity in ["KNELPUNT", "CASUS"] {
			wgs_11.findings == set() with input as asked({"case": {"state": state, "activity": activity}})
		}
	}
}

test_silent_about_the_first_two_phases if {
	wgs_11.findings == set() with input as fixtures.riec({})
	wgs_11.findings == set() with input as fixtures.riec({"inquiry": {"source": "UWV/inkomen", "fields": ["loon"]}})
}

test_silent_in_another_regime if {
	wgs_11.findings == set() with input as asked({"inquiry": {"regime": "BILATERAL"}})
}

test_silent_about_a_result if {
	research := {"holding": {"fields": {"politie/plaats": {"category": "C-POL9"}}}}
	asked := fixtures.result(object.union(research, {"inquiry": {"fields": ["politie/plaats"]}}))
	wgs_11.findings == set() with input as asked
	count(wgs_11.findings) == 1 with input as object.union(asked, {"holding": {"kind": "DOCUMENT"}})
}

brings(kind, case, category) := said if {
	said := wgs_11.acts with input as fixtures.entering(kind, case, {"category": category})
}

test_data_of_the_third_phase_come_in_when_it_is_open_and_never_for_a_scan if {
	deny := {{"norm": "WGS-11", "effect": "deny"}}
	every state in ["R0", "R1", "R2", "R3", "R6", "R7"] {
		brings("DOCUMENT", {"state": state}, "C-POL9") == deny
	}
	every state in ["R4", "R5"] {
		brings("DOCUMENT", {"state": state}, "C-POL9") == set()
		brings("DOCUMENT", {"state": state, "activity": "KNELPUNT"}, "C-POL9") == set()
		brings("DOCUMENT", {"state": state, "activity": "SCAN"}, "C-POL9") == deny
		brings("DOCUMENT", {"state": state, "activity": null}, "C-POL9") == deny
		brings("DOCUMENT", {"state": state, "activity": "SCAN"}, "C-POL8") == set()
	}
	brings("RESULT", {"state": "R6"}, "C-POL9") == set()
}
