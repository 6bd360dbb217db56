package norms.bgs.bgs_07_test

import data.fixtures
import data.norms.bgs.bgs_07

refused := {"norm": "BGS-07", "effect": "deny"}

deny(names) := object.union(refused, {"fields": names})

asked(names, parts) := object.union(
	fixtures.result_for("ZVH", "LB-WGS17-8", names),
	{"holding": {"parts": parts}},
)

test_denies_a_part_under_a_care_secret if {
	every secrecy in ["BW 7:457", "Wet BIG 88", "Jeugdwet 7.3.11", "Wvggz 8:34", "Wzd 18c"] {
		bgs_07.findings == {deny(["inspectie/bevinding"])} with input as asked(
			["inspectie/bevinding", "politie/plaats"],
			{"inspectie": {"secrecy": secrecy}},
		)
	}
}

test_denies_a_category_under_a_care_secret if {
	plan := {"source": "JEUGD/dossiers", "fields": ["plan"], "recipient": {"organ": "ZVH", "department": null}}
	bgs_07.findings == {object.union(refused, {"category": "C-JGD"})} with input as fixtures.riec({"inquiry": plan})
}

taxed := asked(["fiscaal/overtreding", "politie/plaats"], {})

test_denies_tax_data_while_a_private_participant_may_get_them if {
	bgs_07.findings == {deny(["fiscaal/overtreding"])} with input as taxed
	other := [fixtures.public_only("FEC")]
	bgs_07.findings == {deny(["fiscaal/overtreding"])} with input as fixtures.judged(taxed, other)
	doubted := [fixtures.public_only("ZVH"), object.union(fixtures.public_only("ZVH"), {"outcome": "not-confirmed"})]
	bgs_07.findings == {deny(["fiscaal/overtreding"])} with input as fixtures.judged(taxed, doubted)
	live := fixtures.riec({"inquiry": {"recipient": {"organ": "ZVH", "department": null}}})
	bgs_07.findings == {refused} with input as live
}

test_silent_when_no_private_participant_gets_them if {
	bgs_07.findings == set() with input as fixtures.judged(taxed, [fixtures.public_only("ZVH")])
}

test_silent_about_the_fiod if {
	bgs_07.findings == set() with input as asked(
		["fiscaal/overtreding"],
		{"fiscaal": {"derivedFrom": ["FIOD"]}},
	)
}

test_silent_about_other_data if bgs_07.findings == set() with input as asked(["inspectie/bevinding"], {})

test_silent_for_others if {
	secret := {"holding": {"parts": {"inspectie": {"secrecy": "BW 7:457"}}}}
	bgs_07.findings == set() with input as fixtures.result(secret)
	bgs_07.findings == set() with input as fixtures.riec({})
}
