package norms.woo.woo_01_test

import data.fixtures
import data.norms.woo.woo_01

deny(category) := {"norm": "WOO-01", "effect": "deny", "category": category}

to_the_public(asked) := fixtures.inquiry({"inquiry": object.union(asked, {"recipient": {"organ": "PUBLIEK", "department": null}})})

# S15A: what a RIEC case holds does not go to a journalist.
test_s15a_denies_personal_data_to_the_public if {
	asked := {"source": "BZ/personen", "fields": ["adres", "geslachtsnaam"]}
	woo_01.findings == {deny("C-BRP-ADR"), deny("C-BRP-ID")} with input as to_the_public(asked)
	every regime in ["MONO", "BILATERAL", "WGS", "BIBOB"] {
		woo_01.findings == {deny("C-BEL-G")} with input as to_the_public({"regime": regime})
	}
}

test_denies_the_hit_too if {
	woo_01.findings == {deny("C-WMO")} with input as to_the_public({
		"source": "WMO/voorzieningen",
		"mode": "HITNOHIT",
		"fields": [],
	})
}

test_denies_a_category_that_no_table_knows if {
	woo_01.findings == {deny("C-BEL-G")} with input as to_the_public({}) with data.facts.categories as {}
}

test_silent_about_counts if {
	woo_01.findings == set() with input as to_the_public({"source": "RIEC/beelden", "fields": ["aantallen"]})
}

test_silent_about_other_recipients if {
	woo_01.findings == set() with input as fixtures.inquiry({})
	woo_01.findings == set() with input as fixtures.inquiry({"inquiry": {"recipient": {"organ": "BETR", "department": null}}})
}
