package norms.wpg.wpg_08_test

import data.fixtures
import data.norms.wpg.wpg_08

deny := {{"norm": "WPG-08", "effect": "deny", "category": "C-BOA"}}

boa := {"inquiry": {"source": "BOA/processen-verbaal", "fields": ["verklaring"]}}

among(caller, recipient) := object.union(boa, {
	"caller": {"organ": "COL", "department": caller},
	"inquiry": {"recipient": {"organ": "COL", "department": recipient}},
})

test_denies_another_department if {
	wpg_08.findings == deny with input as fixtures.inquiry(boa)
	wpg_08.findings == deny with input as fixtures.police(boa)
	wpg_08.findings == deny with input as fixtures.inquiry(object.union(boa, {"inquiry": {"regime": "MONO"}}))
}

test_denies_hit_or_no_hit if {
	wpg_08.findings == deny with input as fixtures.inquiry(object.union(boa, {"inquiry": {"mode": "HITNOHIT", "fields": []}}))
}

test_denies_who_names_the_boas_as_recipient_or_asks_through_them if {
	wpg_08.findings == deny with input as fixtures.inquiry(among("VERG", "BOA"))
	wpg_08.findings == deny with input as fixtures.inquiry(among("BOA", "VERG"))
}

test_silent_among_boas if {
	wpg_08.findings == set() with input as fixtures.inquiry(among("BOA", "BOA"))
}

test_leaves_a_special_case_to_wpg_03 if {
	special := object.union(boa, {"inquiry": {"legalBasis": ["LB-WPG19"]}})
	wpg_08.findings == set() with input as fixtures.police(special)
	wpg_08.findings == deny with input as fixtures.police(object.union(special, {"inquiry": {"purpose": "P-VERG"}}))
}

test_leaves_a_riec_to_wpg_05 if {
	wpg_08.findings == set() with input as fixtures.riec(boa)
}

test_silent_about_administrative_supervision if {
	wpg_08.findings == set() with input as fixtures.inquiry({"inquiry": {
		"source": "TH/controles",
		"fields": ["bevinding"],
	}})
}
