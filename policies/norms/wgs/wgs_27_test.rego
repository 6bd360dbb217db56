package norms.wgs.wgs_27_test

import data.fixtures
import data.norms.wgs.wgs_27

asked(regime, mode) := fixtures.riec({"inquiry": {"regime": regime, "mode": mode}})

test_denies_an_automated_question if {
	wgs_27.findings == {{"norm": "WGS-27", "effect": "deny"}} with input as asked("WGS", "AUTO")
}

test_silent_about_other_modes if {
	every mode in ["HITNOHIT", "DETAIL", "BULK", "KNOWN_CHECK", "RENEW"] {
		wgs_27.findings == set() with input as asked("WGS", mode)
	}
}

test_silent_in_another_regime if {
	wgs_27.findings == set() with input as asked("BILATERAL", "AUTO")
}

test_denies_a_kind_of_processing_that_analyses_by_itself if {
	automated := {"act": {"processing": {"automated": true}}}
	wgs_27.acts == {{"norm": "WGS-27", "effect": "deny"}} with input as fixtures.processing(automated)
	wgs_27.acts == set() with input as fixtures.processing({})
	elsewhere := {"act": {"processing": {"automated": true, "regime": "BGP"}}}
	wgs_27.acts == set() with input as fixtures.processing(elsewhere)
}
