package norms.wgs.wgs_07_test

import data.fixtures
import data.norms.wgs.wgs_07

deny := {{"norm": "WGS-07", "effect": "deny"}}

asked(organ, source, names) := fixtures.riec({"inquiry": {
	"recipient": {"organ": organ, "department": null},
	"source": source,
	"fields": names,
}})

test_denies_tax_data_to_private_parties if {
	every organ in ["WOCO", "BANK", "NOT"] {
		wgs_07.findings == deny with input as asked(organ, "BD/inkomen", ["datum"])
	}
}

test_denies_every_unit_of_the_tax_administration if {
	wgs_07.findings == deny with input as asked("WOCO", "BD-TSL/toeslagen", ["bedrag"])
}

test_denies_the_hit_too if {
	known := object.union(asked("WOCO", "BD/inkomen", []), {"inquiry": {"mode": "HITNOHIT"}})
	wgs_07.findings == deny with input as known
}

test_denies_what_came_from_there_whoever_holds_it if {
	wgs_07.findings == deny with input as asked("WOCO", "UWV/inkomen", ["loon"])
		with data.facts.sources["UWV/inkomen"].origin as "BD-DOU"
}

test_silent_about_the_fiod if {
	wgs_07.findings == set() with input as asked("WOCO", "BD/inkomen", ["datum"])
		with data.facts.sources["BD/inkomen"].organ as "FIOD"
		with data.facts.sources["BD/inkomen"].origin as "FIOD"
}

test_silent_about_other_data if {
	wgs_07.findings == set() with input as asked("WOCO", "UWV/inkomen", ["loon"])
}

test_silent_for_participants_and_public_bodies if {
	wgs_07.findings == set() with input as asked("COL", "BD/inkomen", ["datum"])
	wgs_07.findings == set() with input as asked("VR", "BD/inkomen", ["datum"])
}

test_leaves_other_regimes_to_awr_01 if {
	outside := object.union(asked("WOCO", "BD/inkomen", ["datum"]), {"inquiry": {"regime": "BILATERAL"}})
	wgs_07.findings == set() with input as outside
}
