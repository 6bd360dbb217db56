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

# S20B: of a result only what came from there stays, however far back.
test_denies_the_parts_of_a_result_that_tax_data_went_into if {
	names := ["inspectie/bevinding", "politie/plaats", "fiscaal/overtreding"]
	denied := {{"norm": "WGS-07", "effect": "deny", "fields": ["fiscaal/overtreding"]}}
	derived := fixtures.result_for("WOCO", "LB-WGS17-2", names)
	wgs_07.findings == denied with input as derived
	every change in [{"origin": "BD"}, {"contributors": ["NVWA", "BD-DOU"]}] {
		came := {"holding": {"parts": {"fiscaal": object.union({"derivedFrom": []}, change)}}}
		wgs_07.findings == denied with input as object.union(derived, came)
	}
	fiod := {"holding": {"parts": {"fiscaal": {"derivedFrom": ["FIOD"]}}}}
	wgs_07.findings == set() with input as object.union(derived, fiod)
	wgs_07.findings == set() with input as fixtures.result_for("VR", "LB-WGS17-2", names)
}
