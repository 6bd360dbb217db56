package acts.transition_test

import data.acts.transition
import data.fixtures

moved(from, to, role) := fixtures.act("transition", {
	"act": {"to": to},
	"case": {"state": from},
	"caller": {"roles": [role]},
})

wgs(from, to, organ) := fixtures.act("transition", {
	"act": {"to": to},
	"case": {"regime": "WGS", "state": from, "involved": ["BD"]},
	"caller": {"organ": organ, "roles": ["R-RIEC-D"]},
})

test_moves_a_municipal_case if {
	transition.findings == {{"norm": "BGP-08", "effect": "permit"}} with input as moved("B3", "B4", "R-CAS")
}

test_moves_a_riec_case if {
	transition.findings == {{"norm": "WGS-10", "effect": "permit"}} with input as wgs("R2", "R3", "BD")
}

test_every_row_moves_for_each_of_its_roles if {
	every row in data.facts.transitions {
		every role in row.roles {
			transition.findings == {{"norm": row.norm, "effect": "permit"}} with input as fixtures.act("transition", {
				"act": {"to": row.to},
				"case": {"regime": row.regime, "state": row.from, "involved": ["BGM"]},
				"caller": {"roles": [role]},
			})
		}
	}
}

test_does_not_skip_a_state if {
	transition.findings == set() with input as moved("B2", "B4", "R-CAS")
	transition.findings == set() with input as wgs("R2", "R4", "BD")
}

test_does_not_go_back if transition.findings == set() with input as moved("B4", "B3", "R-CAS")

test_does_not_take_up_what_was_rejected if transition.findings == set() with input as moved("B0", "B1", "R-REG")

test_unknown_state_goes_nowhere if transition.findings == set() with input as moved("B4", "B9", "R-CAS")

test_no_target_no_move if transition.findings == set() with input as moved("B4", null, "R-CAS")

test_no_other_role if {
	every role in ["R-PRIV", "R-OWN", "R-RIEC-D", "no-role"] {
		transition.findings == set() with input as moved("B3", "B4", role)
	}
}

test_not_who_is_not_involved if transition.findings == set() with input as wgs("R2", "R3", "POL")

test_not_the_states_of_another_track if transition.findings == set() with input as moved("R2", "R3", "R-RIEC-D")

test_silent_about_other_acts if {
	asked := object.union(moved("B3", "B4", "R-CAS"), {"act": {"kind": "amend"}})
	transition.findings == set() with input as asked
}

test_not_who_is_no_member if {
	asked := object.union(moved("B3", "B4", "R-CAS"), {"case": {"members": ["p-other"]}})
	transition.findings == set() with input as asked
}
