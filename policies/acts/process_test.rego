package acts.process_test

import data.acts.process
import data.fixtures

put_forward(caller) := object.union(fixtures.processing({}), {"caller": caller})

test_who_answers_for_a_participant_puts_it_forward if {
	every role in ["R-RIEC-D", "R-MGR", "R-PRIV"] {
		asked := put_forward({"organ": "COL", "roles": [role]})
		process.findings == {{"norm": "WGS-25", "effect": "permit"}} with input as asked
	}
}

test_nobody_else_does if {
	every role in ["PROCESS", "RAC", "SUPPORT", "R-CAS", "R-FG", "no-role"] {
		process.findings == set() with input as put_forward({"organ": "COL", "roles": [role]})
	}
	process.findings == set() with input as put_forward({"organ": "WOCO", "roles": ["R-MGR"]})
}

test_not_outside_a_riec_and_silent_about_other_acts if {
	asked := put_forward({"organ": "COL", "roles": ["R-MGR"]})
	process.findings == set() with input as object.union(asked, {"act": {"processing": {"regime": "BGP"}}})
	process.findings == set() with input as object.union(asked, {"act": {"kind": "amend"}})
}
