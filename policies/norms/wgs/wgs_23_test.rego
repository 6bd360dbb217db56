package norms.wgs.wgs_23_test

import data.fixtures
import data.norms.wgs.wgs_23

test_obliges_to_log if {
	wgs_23.findings == {{"norm": "WGS-23", "effect": "oblige", "obligation": "LOG"}} with input as fixtures.riec({})
}

test_silent_in_another_regime if {
	wgs_23.findings == set() with input as fixtures.inquiry({})
}

deny := {{"norm": "WGS-23", "effect": "deny"}}

test_denies_reading_the_log_for_another_purpose if {
	wgs_23.acts == deny with input as fixtures.act("read", {"act": {"resource": "decisions", "purpose": "P-RIEC-B"}})
	wgs_23.acts == deny with input as fixtures.act("read", {"act": {"resource": "decisions-by-subject"}})
}

test_silent_when_the_log_is_read_for_control_or_rights if {
	every purpose in ["P-AUDIT", "P-RECHT"] {
		wgs_23.acts == set() with input as fixtures.act("read", {"act": {"resource": "decisions", "purpose": purpose}})
	}
}

test_silent_about_other_acts if {
	wgs_23.acts == set() with input as fixtures.act("transition", {"act": {"to": "R2"}})
}

test_silent_when_a_case_is_read if {
	wgs_23.acts == set() with input as fixtures.act("read", {"act": {"resource": "case"}})
}
