package norms.bgp.bgp_10_test

import data.fixtures
import data.norms.bgp.bgp_10

asked := fixtures.inquiry({"case": {"state": "B5"}})

permit := {"norm": "BGP-10", "effect": "permit", "category": "C-BEL-G"}

require := {
	"norm": "BGP-10",
	"effect": "require",
	"attestation": "PC2B",
	"scope": {"department": "ONDM", "category": "C-BEL-G"},
	"category": "C-BEL-G",
}

test_permits_and_waits_for_check_2b if {
	bgp_10.findings == {permit, require} with input as asked
}

test_permits_once_granted if {
	bgp_10.findings == {permit} with input as fixtures.judged(asked, [fixtures.pc2b])
}

test_check_2a_is_not_enough_for_execution if {
	bgp_10.findings == {permit, require} with input as fixtures.judged(asked, [fixtures.pc2a])
}

test_denies_when_refused if {
	refused := object.union(fixtures.pc2b, {"outcome": "refused"})
	{"norm": "BGP-10", "effect": "deny", "category": "C-BEL-G"} in bgp_10.findings with input as fixtures.judged(asked, [refused])
}

test_silent_in_another_state if {
	bgp_10.findings == set() with input as fixtures.inquiry({"case": {"state": "B4"}})
}

test_silent_about_a_recipient_outside_the_gemeente if {
	bgp_10.findings == set() with input as object.union(asked, {"inquiry": {"recipient": {"organ": "POL", "department": null}}})
}
