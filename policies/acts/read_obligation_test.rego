package acts.read_obligation_test

import data.acts.read_obligation
import data.fixtures

obligation := {
	"code": "DESTROY",
	"norm": "WGS-26",
	"owners": ["R-CAS"],
	"how": null,
	"source": null,
	"ofCase": true,
	"ofCaller": false,
}

seen(role) := fixtures.act("read", {
	"act": {"resource": "obligation", "obligation": obligation},
	"caller": {"roles": [role]},
})

permit := {{"norm": "WGS-26", "effect": "permit"}}

test_who_owes_it_and_who_oversees_see_it if {
	every role in ["R-CAS", "R-PRIV", "R-FG"] {
		read_obligation.findings == permit with input as seen(role)
	}
}

test_nobody_else_sees_it if {
	every role in ["R-REG", "R-OWN", "R-MGR", "no-role"] {
		read_obligation.findings == set() with input as seen(role)
	}
}

test_not_of_a_case_one_has_no_part_in if {
	every role in ["R-CAS", "R-PRIV", "R-FG"] {
		read_obligation.findings == set() with input as object.union(seen(role), {"caller": {"organ": "POL"}})
	}
}

test_of_a_case_with_members_for_them_and_for_who_oversees if {
	others := {"case": {"members": ["p-other"]}}
	read_obligation.findings == set() with input as object.union(seen("R-CAS"), others)
	every role in ["R-PRIV", "R-FG"] {
		read_obligation.findings == permit with input as object.union(seen(role), others)
	}
}

test_of_an_erased_case_for_who_oversees if {
	read_obligation.findings == set() with input as object.union(seen("R-CAS"), {"case": null})
	every role in ["R-PRIV", "R-FG"] {
		read_obligation.findings == permit with input as object.union(seen(role), {"case": null})
	}
}

test_without_a_case_for_the_same_roles if {
	outside := {"case": null, "act": {"obligation": {"ofCase": false}}}
	every role in ["R-CAS", "R-PRIV", "R-FG"] {
		read_obligation.findings == permit with input as object.union(seen(role), outside)
	}
	read_obligation.findings == set() with input as object.union(seen("R-REG"), outside)
}

test_silent_about_anything_else if {
	every other in [{"kind": "amend"}, {"resource": "decisions"}] {
		read_obligation.findings == set() with input as object.union(seen("R-PRIV"), {"act": other})
	}
}
