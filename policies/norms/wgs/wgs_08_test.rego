package norms.wgs.wgs_08_test

import data.fixtures
import data.norms.wgs.wgs_08

deny(category) := {{"norm": "WGS-08", "effect": "deny", "category": category}}

care := {"source": "WMO/voorzieningen", "fields": ["melding"]}

test_denies_what_is_not_listed if {
	wgs_08.findings == deny("C-WMO") with input as fixtures.riec({"inquiry": care})
}

test_denies_its_existence_too if {
	known := object.union(care, {"mode": "HITNOHIT", "fields": []})
	wgs_08.findings == deny("C-WMO") with input as fixtures.riec({"inquiry": known})
}

test_denies_a_category_without_a_row if {
	wgs_08.findings == deny("C-BD") with input as fixtures.riec({})
		with data.facts.categories as {}
}

test_silent_about_listed_categories if {
	wgs_08.findings == set() with input as fixtures.riec({})
}

test_silent_about_counts if {
	wgs_08.findings == set() with input as fixtures.riec({"inquiry": {"source": "RIEC/beelden", "fields": ["aantallen"]}})
}

test_silent_in_another_regime if {
	wgs_08.findings == set() with input as fixtures.inquiry({"inquiry": care})
}

test_what_is_not_listed_does_not_come_in if {
	every kind in ["DOCUMENT", "RESULT"] {
		every category in ["C-WMO", "C-JGD", "C-SCH", "C-MED", "C-POL12", "C-POL10B", "C-BIB-A", "C-XXX"] {
			outside := fixtures.entering(kind, {}, {"category": category})
			wgs_08.acts == {{"norm": "WGS-08", "effect": "deny"}} with input as outside
		}
		every category in ["C-TOEZ", "C-BD", "C-POL9", "C-WHO"] {
			wgs_08.acts == set() with input as fixtures.entering(kind, {}, {"category": category})
		}
	}
	elsewhere := object.union(fixtures.gathering("B4", {}), {"holding": {"parts": {"stuk": {"category": "C-WMO"}}}})
	wgs_08.acts == set() with input as elsewhere
}
