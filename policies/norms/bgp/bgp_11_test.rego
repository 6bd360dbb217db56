package norms.bgp.bgp_11_test

import data.fixtures
import data.norms.bgp.bgp_11

deny := {{"norm": "BGP-11", "effect": "deny"}}

to(organ, department) := fixtures.inquiry({"inquiry": {"recipient": {"organ": organ, "department": department}}})

test_silent_between_departments if {
	bgp_11.findings == set() with input as to("BGM", "VERG")
}

test_denies_to_the_police if {
	bgp_11.findings == deny with input as to("POL", null)
}

test_denies_to_a_partner_under_the_name_of_a_department if {
	bgp_11.findings == deny with input as to("POL", "ONDM")
}

test_denies_to_an_organ_without_a_department if {
	bgp_11.findings == deny with input as to("BGM", null)
}

test_denies_to_nobody_known if {
	bgp_11.findings == deny with input as to("ONBEKEND", null)
	bgp_11.findings == deny with input as to("BGM", "ONBEKEND")
}

test_denies_who_asks_from_outside if {
	bgp_11.findings == deny with input as fixtures.inquiry({"caller": {"organ": "POL", "department": null}})
}

test_silent_under_the_wgs if {
	bgp_11.findings == set() with input as object.union(to("POL", null), {"inquiry": {"regime": "WGS"}})
}
