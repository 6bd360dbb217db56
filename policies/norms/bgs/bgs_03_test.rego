package norms.bgs.bgs_03_test

import data.fixtures
import data.norms.bgs.bgs_03

deny := {{"norm": "BGS-03", "effect": "deny"}}

correct := {{"norm": "BGS-03", "effect": "oblige", "obligation": "CORRECT_AND_NOTIFY"}}

parts(changes) := fixtures.holding(
	"DOCUMENT",
	{"rapport": fixtures.part(changes), "pand": fixtures.part({"category": "C-TOEZ"})},
	{
		"rapport/datum": {"part": "rapport", "name": "datum", "category": "C-POL8"},
		"pand/adres": {"part": "pand", "name": "adres", "category": "C-TOEZ"},
	},
)

brought(state, changes) := fixtures.act("hold", {
	"caller": {"organ": "COL", "roles": ["PROCESS"]},
	"case": {"regime": "WGS", "state": state, "involved": ["COL"]},
	"holding": parts(changes),
})

test_denies_bringing_in_with_a_signal_what_was_not_verified if {
	bgs_03.acts == deny with input as brought("R0", {"verified": false})
}

test_silent_about_what_was_verified_and_after_the_signal if {
	bgs_03.acts == set() with input as brought("R0", {})
	bgs_03.acts == set() with input as brought("R2", {"verified": false})
}

test_silent_on_the_municipal_track_and_to_outsiders if {
	bgs_03.acts == set() with input as object.union(brought("R0", {"verified": false}), {"case": {"regime": "BGP"}})
	bgs_03.acts == set() with input as object.union(brought("R0", {"verified": false}), {"caller": {"organ": "POL"}})
}

test_obliges_who_corrects_to_notify if {
	corrected := object.union(brought("R3", {}), {"act": {"kind": "correct"}})
	bgs_03.acts == correct with input as corrected
	bgs_03.acts == set() with input as object.union(corrected, {"case": {"regime": "BGP", "state": "B3"}})
	bgs_03.acts == set() with input as object.union(corrected, {"caller": {"organ": "POL"}})
}

test_the_privacy_officer_notifies_without_being_a_member if {
	corrected := object.union(brought("R3", {}), {"act": {"kind": "correct"}, "case": {"members": ["p-other"]}})
	bgs_03.acts == set() with input as corrected
	bgs_03.acts == correct with input as object.union(corrected, {"caller": {"roles": ["R-PRIV"]}})
	elsewhere := {"caller": {"organ": "POL", "roles": ["R-PRIV"]}}
	bgs_03.acts == set() with input as object.union(corrected, elsewhere)
}

test_what_came_from_a_riec_is_corrected_elsewhere_under_the_same_duty if {
	municipal := object.union(
		fixtures.act("correct", {"holding": parts({"originRegime": "WGS"})}),
		{"case": object.union(fixtures.the_case, {"state": "B3"})},
	)
	bgs_03.acts == correct with input as municipal
	bgs_03.acts == set() with input as object.union(municipal, {"caller": {"organ": "POL"}})
	without := object.union(municipal, {"case": null, "caller": {"roles": ["R-OWN"]}})
	bgs_03.acts == correct with input as without
	bgs_03.acts == set() with input as object.union(without, {"caller": {"organ": "COL"}})
	bgs_03.acts == set() with input as object.union(without, {"holding": parts({})})
	bgs_03.acts == set() with input as object.union(without, {"act": {"kind": "hold"}})
}

asked(changes, names) := fixtures.riec({
	"inquiry": {"source": "holding/1", "fields": names},
	"holding": parts(changes),
})

test_obliges_to_correct_a_disputed_part_that_is_asked if {
	bgs_03.findings == correct with input as asked({"disputed": true}, ["rapport/datum"])
	bgs_03.findings == set() with input as asked({"disputed": true}, ["pand/adres"])
	bgs_03.findings == set() with input as asked({}, ["rapport/datum"])
}

test_what_came_from_a_riec_stays_under_the_duty if {
	outside := object.union(asked({"disputed": true}, ["rapport/datum"]), {"inquiry": {"regime": "BILATERAL"}})
	bgs_03.findings == set() with input as outside
	bgs_03.findings == correct with input as object.union(outside, {"holding": parts({
		"disputed": true,
		"originRegime": "WGS",
	})})
}
