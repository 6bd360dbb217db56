package norms.wpg.wpg_06_test

import data.fixtures
import data.norms.wpg.wpg_06

permit(names) := object.union({"norm": "WPG-06", "effect": "permit"}, {"fields": names})

deny(names) := object.union({"norm": "WPG-06", "effect": "deny"}, {"fields": names})

asked(names, changes) := object.union(fixtures.report({"inquiry": {"fields": names}}), changes)

one := ["rapport/korte_omschrijving"]

test_permits_for_the_purpose_it_was_received_for if {
	wpg_06.findings == {permit(one)} with input as asked(one, {})
}

test_denies_for_another_task if {
	permits := {"inquiry": {"purpose": "P-VERG", "task": "Alcoholwet:3"}}
	wpg_06.findings == {deny(one)} with input as asked(one, permits)
	wpg_06.findings == {deny(one)} with input as asked(one, {"inquiry": {"purpose": null}})
}

# Whoever holds it now, in whatever category, under whatever regime.
test_denies_part_by_part if {
	mixed := {"holding": {"parts": {
		"rapport": {"receivedFor": ["P-OO"]},
		"bewoner": {"origin": "KMAR", "receivedFor": []},
		"buren": {"origin": "COL", "receivedFor": []},
	}}}
	names := ["rapport/korte_omschrijving", "bewoner/geslachtsnaam", "buren/geslachtsnaam"]
	denied := ["bewoner/geslachtsnaam", "rapport/korte_omschrijving"]
	wpg_06.findings == {deny(denied)} with input as asked(names, mixed)
	wpg_06.findings == {deny(denied)} with input as asked(names, object.union(mixed, {"inquiry": {"regime": "BILATERAL"}}))
}

test_denies_the_hit_too if {
	known := {"inquiry": {"mode": "HITNOHIT", "fields": [], "purpose": "P-VERG"}}
	wpg_06.findings == {deny(["C-BRP-ID", "C-POL8"])} with input as asked(one, known)
}

test_denies_what_is_brought_into_a_riec_for_its_purpose if {
	into := fixtures.riec({
		"holding": fixtures.holding("DOCUMENT", fixtures.report_parts, fixtures.report_fields),
		"inquiry": {"source": "holding/1", "fields": one},
	})
	wpg_06.findings == {deny(one)} with input as into
}

test_no_permit_for_who_has_no_such_task if {
	every change in [
		{"caller": {"department": "TH"}},
		{"inquiry": {"recipient": {"organ": "BGM", "department": "TH"}}},
		{"inquiry": {"recipient": {"organ": "WOCO", "department": null}}},
		{"inquiry": {"mode": "BULK"}},
		{"holding": {"organ": "COL"}},
		{"inquiry": {"namesCase": true}},
	] {
		wpg_06.findings == set() with input as asked(one, change)
	}
}

test_silent_about_results_for_their_own_purpose if {
	wpg_06.findings == set() with input as fixtures.result({"inquiry": {"fields": ["politie/plaats"]}})
}

test_silent_about_the_police_itself if wpg_06.findings == set() with input as fixtures.police({})
