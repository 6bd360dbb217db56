package norms.bgp.bgp_09_test

import data.fixtures
import data.norms.bgp.bgp_09

asked := fixtures.inquiry({"case": {"state": "B4"}})

test_permits_and_waits_for_check_2a if {
	bgp_09.findings == {
		{"norm": "BGP-09", "effect": "permit", "category": "C-BEL-G"},
		{
			"norm": "BGP-09",
			"effect": "require",
			"attestation": "PC2A",
			"scope": {"department": "ONDM", "category": "C-BEL-G"},
			"category": "C-BEL-G",
		},
	} with input as asked
}

test_permits_once_granted if {
	bgp_09.findings == {{"norm": "BGP-09", "effect": "permit", "category": "C-BEL-G"}} with input as fixtures.judged(asked, [fixtures.pc2a])
}

test_denies_when_refused if {
	refused := object.union(fixtures.pc2a, {"outcome": "refused"})
	{"norm": "BGP-09", "effect": "deny", "category": "C-BEL-G"} in bgp_09.findings with input as fixtures.judged(asked, [refused])
}

test_silent_in_another_state if {
	bgp_09.findings == set() with input as fixtures.inquiry({"case": {"state": "B3"}})
}

test_silent_about_a_recipient_outside_the_gemeente if {
	bgp_09.findings == set() with input as object.union(asked, {"inquiry": {"recipient": {"organ": "POL", "department": null}}})
}
