package norms.bgp.bgp_07_test

import data.fixtures
import data.norms.bgp.bgp_07

deny := {{"norm": "BGP-07", "effect": "deny"}}

held_back := {{"norm": "BGP-07", "effect": "deny", "record": 0}}

asked(hit, mode, state) := fixtures.inquiry({
	"inquiry": {"source": "VERG/vergunningen", "fields": ["zaaknr"], "mode": mode, "subject": {"hit": hit}},
	"case": {"state": state},
})

fetched(age) := object.union(asked(true, "DETAIL", "B3"), {"records": [fixtures.record({"ageDays": age})]})

test_denies_after_no_hit if {
	bgp_07.findings == deny with input as asked(false, "DETAIL", "B3")
}

test_silent_after_a_hit if {
	bgp_07.findings == set() with input as asked(true, "DETAIL", "B3")
}

test_silent_when_nobody_asked_before if {
	bgp_07.findings == set() with input as asked(null, "DETAIL", "B3")
}

test_asking_again_for_a_hit_is_open if {
	bgp_07.findings == set() with input as asked(false, "HITNOHIT", "B3")
}

test_silent_in_another_state if {
	bgp_07.findings == set() with input as asked(false, "DETAIL", "B4")
}

test_holds_back_a_record_one_day_too_old if {
	bgp_07.screening == held_back with input as fetched(1826) with data.settings as fixtures.settings
}

test_lets_a_record_of_the_last_day_go if {
	bgp_07.screening == set() with input as fetched(1825) with data.settings as fixtures.settings
}

test_holds_back_a_record_of_unknown_age if {
	bgp_07.screening == held_back with input as fetched(null) with data.settings as fixtures.settings
}

test_holds_back_everything_without_a_local_term if {
	bgp_07.screening == held_back with input as fetched(1)
}

test_says_which_record if {
	two := object.union(fetched(1), {"records": [fixtures.record({}), fixtures.record({"index": 1, "ageDays": 4000})]})
	bgp_07.screening == {{"norm": "BGP-07", "effect": "deny", "record": 1}} with input as two
		with data.settings as fixtures.settings
}

test_has_no_age_to_test_where_the_source_declares_none if {
	bgp_07.screening == set() with input as object.union(fetched(null), {"inquiry": {"source": "BZ/personen"}})
		with data.settings as fixtures.settings
}

test_old_records_may_serve_the_approach if {
	bgp_07.screening == set() with input as object.union(fetched(4000), {"case": {"state": "B4"}})
		with data.settings as fixtures.settings
}

held(age) := object.union(fetched(age), {
	"inquiry": {"source": "holding/1", "fields": ["rapport/bevinding"]},
	"holding": fixtures.holding(
		"DOCUMENT",
		{"rapport": fixtures.part({"category": "C-TOEZ"})},
		{"rapport/bevinding": {"part": "rapport", "name": "bevinding", "category": "C-TOEZ"}},
	),
})

test_holds_back_a_part_of_what_is_held_that_is_too_old if {
	bgp_07.screening == held_back with input as held(1826) with data.settings as fixtures.settings
	bgp_07.screening == set() with input as held(1825) with data.settings as fixtures.settings
}

test_holds_back_a_part_of_what_is_held_without_a_date if {
	bgp_07.screening == held_back with input as held(null) with data.settings as fixtures.settings
}
