package norms.wgs.wgs_10_test

import data.fixtures
import data.norms.wgs.wgs_10

deny := {{"norm": "WGS-10", "effect": "deny", "category": "C-BD"}}

test_denies_f2_outside_r3_to_r5 if {
	every state in ["R0", "R1", "R2", "R6", "R7", "R8"] {
		wgs_10.findings == deny with input as fixtures.riec({"case": {"state": state}})
	}
}

test_silent_from_r3_to_r5 if {
	every state in ["R3", "R4", "R5"] {
		wgs_10.findings == set() with input as fixtures.riec({"case": {"state": state}})
	}
}

test_denies_without_a_case_on_this_track if {
	wgs_10.findings == deny with input as fixtures.riec({"case": {"regime": "BGP", "state": "B4"}})
}

test_silent_about_f1 if {
	wgs_10.findings == set() with input as fixtures.riec({
		"case": {"state": "R2"},
		"inquiry": {"source": "UWV/inkomen", "fields": ["loon"]},
	})
}

test_silent_in_another_regime if {
	wgs_10.findings == set() with input as fixtures.riec({"case": {"state": "R2"}, "inquiry": {"regime": "BILATERAL"}})
}

test_silent_about_a_result if {
	taxes := {"holding": {"parts": {"fiscaal": {"category": "C-BD"}}, "fields": {"fiscaal/overtreding": {"category": "C-BD"}}}}
	asked := fixtures.result(object.union(taxes, {"inquiry": {"fields": ["fiscaal/overtreding", "politie/plaats"]}}))
	wgs_10.findings == set() with input as asked
	count(wgs_10.findings) == 2 with input as object.union(asked, {"holding": {"kind": "DOCUMENT"}})
}

brings(kind, state, category) := said if {
	said := wgs_10.acts with input as fixtures.entering(kind, {"state": state}, {"category": category})
}

test_data_of_the_second_phase_come_in_when_it_is_open if {
	every state in ["R0", "R1", "R2", "R6", "R7"] {
		brings("DOCUMENT", state, "C-BD") == {{"norm": "WGS-10", "effect": "deny"}}
		brings("DOCUMENT", state, "C-TOEZ") == set()
	}
	every state in ["R3", "R4", "R5"] {
		brings("DOCUMENT", state, "C-BD") == set()
	}
	brings("RESULT", "R6", "C-BD") == set()
}
