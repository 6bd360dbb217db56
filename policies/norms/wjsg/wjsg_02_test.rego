package norms.wjsg.wjsg_02_test

import data.fixtures
import data.norms.wjsg.wjsg_02

deny := {{"norm": "WJSG-02", "effect": "deny", "category": "C-JUS"}}

asked(state) := fixtures.riec({"case": {"state": state}, "inquiry": {"source": "OM/zaken", "fields": ["feit"]}})

test_denies_before_joint_execution_and_after_the_interventions if {
	every state in ["R0", "R1", "R2", "R6", "R7", "R8"] {
		wjsg_02.findings == deny with input as asked(state)
	}
}

test_denies_hit_or_no_hit_as_well if {
	question := object.union(asked("R2"), {"inquiry": {"mode": "HITNOHIT", "fields": []}})
	wjsg_02.findings == deny with input as question
}

test_denies_without_a_case if {
	wjsg_02.findings == deny with input as object.union(asked("R3"), {"case": null})
}

test_silent_from_joint_execution_on if {
	every state in ["R3", "R4", "R5"] {
		wjsg_02.findings == set() with input as asked(state)
	}
}

test_silent_about_other_data if {
	wjsg_02.findings == set() with input as fixtures.riec({"case": {"state": "R2"}})
}

test_silent_in_another_regime if {
	wjsg_02.findings == set() with input as fixtures.prosecution({})
}

test_silent_about_a_result if {
	asked := fixtures.result({"holding": {"fields": {"inspectie/bevinding": {"category": "C-JUS"}}}})
	wjsg_02.findings == set() with input as asked
	count(wjsg_02.findings) == 1 with input as object.union(asked, {"holding": {"kind": "DOCUMENT"}})
}
