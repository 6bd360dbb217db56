package norms.brp.brp_04_test

import data.fixtures
import data.norms.brp.brp_04

record := {{"norm": "BRP-04", "effect": "oblige", "obligation": "RECORD_20Y"}}

test_obliges_to_record_population_data if {
	brp_04.findings == record with input as fixtures.inquiry({"inquiry": {"source": "BZ/personen", "fields": ["adres"]}})
}

test_obliges_for_a_hit_too if {
	brp_04.findings == record with input as fixtures.inquiry({"inquiry": {"source": "BZ/nationaliteiten", "fields": [], "mode": "HITNOHIT"}})
}

test_silent_about_other_data if {
	brp_04.findings == set() with input as fixtures.inquiry({})
}
