package norms.wpg.wpg_07_test

import data.fixtures
import data.norms.wpg.wpg_07

deny := {"norm": "WPG-07", "effect": "deny"}

informants := {"POL/informanten": object.union(data.facts.sources["POL/registraties"], {"fields": {"melding": {
	"category": "C-POL12",
	"type": "string",
	"format": null,
	"flags": [],
}}})}

about_informants(regime, mode, fields) := fixtures.police({"inquiry": {
	"regime": regime,
	"source": "POL/informanten",
	"mode": mode,
	"fields": fields,
}})

test_denies_informant_data_and_their_existence if {
	every regime in ["MONO", "BILATERAL", "WGS", "BGP"] {
		every asked in [
			about_informants(regime, "DETAIL", ["melding"]),
			about_informants(regime, "HITNOHIT", []),
		] {
			wpg_07.findings == {object.union(deny, {"category": "C-POL12"})} with input as asked
				with data.facts.sources as informants
		}
	}
}

removed := object.union(data.facts.sources["POL/registraties"], {"fields": {"plaats": {"flags": ["REMOVED"]}}})

test_denies_a_field_with_removed_data_and_no_other if {
	wpg_07.findings == {object.union(deny, {"fields": ["plaats"]})} with input as fixtures.police({})
		with data.facts.sources as {"POL/registraties": removed}
	wpg_07.findings == set() with input as fixtures.police({"inquiry": {"fields": ["incidentcode"]}})
		with data.facts.sources as {"POL/registraties": removed}
}

test_denies_hit_or_no_hit_in_removed_data if {
	wpg_07.findings == {object.union(deny, {"category": "C-POL8"})} with input as fixtures.police({"inquiry": {
		"mode": "HITNOHIT",
		"fields": [],
	}})
		with data.facts.sources as {"POL/registraties": removed}
}

test_denies_a_category_of_removed_data if {
	category := object.union(data.facts.categories["C-POL8"], {"flags": ["CRIM", "REMOVED"]})
	wpg_07.findings == {object.union(deny, {"category": "C-POL8"})} with input as fixtures.police({})
		with data.facts.categories as {"C-POL8": category}
}

test_silent_about_other_police_data if {
	wpg_07.findings == set() with input as fixtures.police({})
	wpg_07.findings == set() with input as fixtures.police({"inquiry": {"mode": "HITNOHIT", "fields": []}})
}

records := [
	fixtures.record({"index": 0, "wpgArticle": "8"}),
	fixtures.record({"index": 1, "wpgArticle": "12"}),
	fixtures.record({"index": 2}),
]

test_screens_records_about_informants_whatever_was_asked if {
	every asked in [fixtures.police({}), fixtures.riec({}), fixtures.inquiry({})] {
		wpg_07.screening == {object.union(deny, {"record": 1})} with input as object.union(asked, {"records": records})
	}
}

brought(asked, part) := said if {
	said := wpg_07.acts with input as object.union(asked, {"holding": {"parts": {"stuk": part}}})
}

test_informants_and_removed_data_come_into_no_case if {
	deny := {{"norm": "WPG-07", "effect": "deny"}}
	every asked in [fixtures.entering("DOCUMENT", {"state": "R4"}, {}), fixtures.gathering("B4", {})] {
		brought(asked, {"category": "C-POL12", "wpgArticle": "12"}) == deny
		brought(asked, {"category": "C-POL12"}) == deny
		brought(asked, {"wpgArticle": "12"}) == deny
		brought(asked, {"wpgArticle": "12a"}) == deny
		brought(asked, {"origin": "POL", "wpgArticle": null}) == deny
		brought(asked, {"flags": ["REMOVED"]}) == deny
		brought(asked, {}) == set()
		brought(asked, {"origin": "POL", "wpgArticle": "8"}) == set()
		removed := object.union(asked, {"holding": {"fields": {"stuk/datum": {"flags": ["REMOVED"]}}}})
		brought(removed, {}) == deny
	}
	stranger := object.union(fixtures.gathering("B4", {}), {"caller": {"organ": "POL"}})
	brought(stranger, {"wpgArticle": "12"}) == set()
}
