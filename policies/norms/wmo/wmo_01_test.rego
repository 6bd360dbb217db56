package norms.wmo.wmo_01_test

import data.fixtures
import data.norms.wmo.wmo_01

deny(category) := {{"norm": "WMO-01", "effect": "deny", "category": category}}

asked(source, fields, purpose) := fixtures.inquiry({"inquiry": {"source": source, "fields": fields, "purpose": purpose}})

test_denies_for_another_purpose if {
	wmo_01.findings == deny("C-WMO") with input as asked("WMO/voorzieningen", ["voorziening"], "P-BGP-AANPAK")
}

test_denies_the_hit_too if {
	wmo_01.findings == deny("C-WMO") with input as object.union(
		asked("WMO/voorzieningen", [], "P-BGP-SIG"),
		{"inquiry": {"mode": "HITNOHIT"}},
	)
}

test_denies_without_a_purpose if {
	wmo_01.findings == deny("C-WMO") with input as asked("WMO/voorzieningen", ["voorziening"], null)
}

test_denies_debt_assistance if {
	wmo_01.findings == deny("C-SCH") with input as asked("SCHULD/dossiers", ["schulden"], "P-BGP-AANPAK")
}

test_silent_for_social_support_itself if {
	wmo_01.findings == set() with input as asked("WMO/voorzieningen", ["voorziening"], "P-WMO")
}

test_silent_about_other_data if {
	wmo_01.findings == set() with input as fixtures.inquiry({})
}
