package norms.bgp.bgp_06_test

import data.fixtures
import data.norms.bgp.bgp_06

existence := {{"norm": "BGP-06", "effect": "treat", "treatment": "existence"}}

asked(hit, mode, state) := fixtures.inquiry({
	"inquiry": {"mode": mode, "subject": {"hit": hit}},
	"case": {"state": state},
})

test_leaves_only_hit_or_no_hit_when_nobody_asked_before if {
	bgp_06.findings == existence with input as asked(null, "DETAIL", "B3")
}

test_leaves_only_hit_or_no_hit_without_a_subject if {
	bgp_06.findings == existence with input as fixtures.inquiry({"inquiry": {"subject": null}, "case": {"state": "B3"}})
}

test_silent_after_a_hit if {
	bgp_06.findings == set() with input as asked(true, "DETAIL", "B3")
}

test_silent_after_no_hit_for_bgp_07_stops if {
	bgp_06.findings == set() with input as asked(false, "DETAIL", "B3")
}

test_silent_about_the_first_question if {
	bgp_06.findings == set() with input as asked(null, "HITNOHIT", "B3")
}

test_silent_in_another_state if {
	bgp_06.findings == set() with input as asked(null, "DETAIL", "B4")
}
