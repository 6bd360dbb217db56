package norms.bgs.bgs_06_test

import data.fixtures
import data.norms.bgs.bgs_06

deny(category) := {"norm": "BGS-06", "effect": "deny", "category": category}

asked(organ, category) := object.union(fixtures.result_for(organ, "LB-WGS17-8", ["inspectie/bevinding"]), {"holding": {
	"parts": {"inspectie": {"category": category}},
	"fields": {"inspectie/bevinding": {"category": category}},
}})

test_denies_other_categories if {
	every category in ["C-TOEZ", "C-POL8", "C-BRP-ID"] {
		bgs_06.findings == {deny(category)} with input as asked("ZVH", category)
	}
}

test_silent_about_what_partnerships_may_share if {
	every organ in ["ZVH", "FEC"] {
		every category in ["C-WHO", "C-ALIGN", "C-ICOV"] {
			bgs_06.findings == set() with input as asked(organ, category)
		}
	}
}

test_denies_icov_itself if bgs_06.findings == {deny("C-WHO")} with input as asked("ICOV", "C-WHO")

test_denies_what_is_no_result if {
	live := fixtures.riec({"inquiry": {"recipient": {"organ": "ZVH", "department": null}}})
	bgs_06.findings == {deny("C-BD")} with input as live
}

test_silent_about_a_comparison if {
	bgs_06.findings == set() with input as object.union(
		asked("ZVH", "C-BRP-ID"),
		{"inquiry": {"mode": "KNOWN_CHECK", "fields": []}},
	)
}

test_silent_for_others if {
	bgs_06.findings == set() with input as fixtures.result({})
	bgs_06.findings == set() with input as fixtures.result_for("RIEC-OTHER", "LB-WGS220", ["politie/plaats"])
}
