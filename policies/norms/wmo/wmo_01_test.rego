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

test_silent_for_social_support_elsewhere if {
	wmo_01.findings == set() with input as asked("WMO/voorzieningen", ["voorziening"], "P-WMO")
}

own(department, source, name) := fixtures.inquiry({
	"caller": {"organ": "COL", "department": department},
	"inquiry": {
		"regime": "MONO",
		"purpose": "P-WMO",
		"task": "Wmo:2.1.1",
		"source": source,
		"fields": [name],
		"recipient": {"organ": "COL", "department": department},
		"namesCase": false,
	},
	"case": null,
})

test_permits_who_gives_the_support if {
	permit := {{"norm": "WMO-01", "effect": "permit", "category": "C-WMO"}}
	wmo_01.findings == permit with input as own("WMO", "WMO/voorzieningen", "voorziening")
	wmo_01.findings == set() with input as own("WI", "WMO/voorzieningen", "voorziening")
	wmo_01.findings == set() with input as own("SCHULD", "SCHULD/dossiers", "schulden")
}

test_silent_about_other_data if {
	wmo_01.findings == set() with input as fixtures.inquiry({})
}
