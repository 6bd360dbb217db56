package norms.avg.avg_03_test

import data.fixtures
import data.norms.avg.avg_03

deny(category) := {"norm": "AVG-03", "effect": "deny", "category": category}

# Permit data, collected for permits, wanted for closing a drugs house.
other := fixtures.inquiry({
	"inquiry": {
		"regime": "BILATERAL",
		"purpose": "P-13B",
		"source": "VERG/vergunningen",
		"fields": ["zaaknr"],
		"namesCase": false,
	},
	"case": null,
})

compatible := fixtures.attestation(
	"COMPATIBILITY",
	"compatible",
	{"source": "VERG/vergunningen", "purpose": "P-13B"},
	{"link": true, "context": true, "nature": true, "consequences": true, "safeguards": true},
)

test_denies_another_purpose_without_a_test if {
	avg_03.findings == {deny("C-VERG")} with input as other
}

test_silent_when_the_test_was_passed if {
	avg_03.findings == set() with input as fixtures.judged(other, [compatible])
}

test_denies_when_one_test_failed if {
	failed := object.union(compatible, {"details": {"safeguards": false}})
	avg_03.findings == {deny("C-VERG")} with input as fixtures.judged(other, [failed])
}

test_denies_when_tests_contradict_each_other if {
	refused := object.union(compatible, {"outcome": "incompatible"})
	avg_03.findings == {deny("C-VERG")} with input as fixtures.judged(other, [compatible, refused])
}

test_silent_for_the_purpose_it_was_collected_for if {
	avg_03.findings == set() with input as object.union(other, {"inquiry": {"purpose": "P-VERG"}})
}

test_silent_where_a_statute_speaks_about_these_data if {
	police := object.union(other, {"inquiry": {
		"source": "POL/registraties",
		"fields": ["incidentcode"],
		"legalBasis": ["LB-WPG16B"],
	}})
	avg_03.findings == set() with input as police
	avg_03.findings == {deny("C-POL8")} with input as object.union(police, {"inquiry": {"legalBasis": ["LB-6E"]}})
}

test_an_exception_to_a_ban_is_no_statute_for_another_purpose if {
	avg_03.findings == {deny("C-POL8")} with input as object.union(other, {"inquiry": {
		"source": "POL/registraties",
		"fields": ["incidentcode"],
		"legalBasis": ["LB-UAVG33"],
	}})
}

test_silent_about_population_data if {
	avg_03.findings == set() with input as object.union(other, {"inquiry": {
		"source": "BZ/personen",
		"fields": ["adres", "geslachtsnaam"],
	}})
}

test_silent_under_the_wgs if {
	avg_03.findings == set() with input as object.union(other, {"inquiry": {"regime": "WGS"}})
}

test_silent_on_the_municipal_track_while_the_check_is_absent if {
	avg_03.findings == set() with input as fixtures.inquiry({})
}

test_silent_on_the_municipal_track_once_granted if {
	avg_03.findings == set() with input as fixtures.judged(fixtures.inquiry({}), [fixtures.pc2a])
}

test_denies_on_the_municipal_track_when_compatibility_failed if {
	failed := object.union(fixtures.pc2a, {"details": {"compatibility": false}})
	avg_03.findings == {deny("C-BEL-G")} with input as fixtures.judged(fixtures.inquiry({}), [failed])
}

test_denies_in_source_research_when_check_1_was_refused if {
	refused := object.union(fixtures.pc1("BEL/heffingen"), {"outcome": "refused"})
	avg_03.findings == {deny("C-BEL-G")} with input as fixtures.judged(fixtures.inquiry({"case": {"state": "B3"}}), [refused])
}

test_denies_in_execution_when_check_2b_was_refused if {
	refused := object.union(fixtures.pc2b, {"outcome": "refused"})
	avg_03.findings == {deny("C-BEL-G")} with input as fixtures.judged(fixtures.inquiry({"case": {"state": "B5"}}), [refused])
}

test_a_check_of_another_state_does_not_speak_here if {
	refused := object.union(fixtures.pc2b, {"outcome": "refused"})
	avg_03.findings == set() with input as fixtures.judged(fixtures.inquiry({"case": {"state": "B4"}}), [refused])
}

test_what_is_held_is_measured_part_by_part if {
	names := ["rapport/rol", "bewoner/geslachtsnaam"]
	mixed := fixtures.report({
		"inquiry": {"fields": names},
		"holding": {"parts": {"bewoner": {"receivedFor": ["P-VERG"]}}},
	})
	avg_03.findings == {{"norm": "AVG-03", "effect": "deny", "fields": ["bewoner/geslachtsnaam"]}} with input as mixed
	tested := [fixtures.compatibility("holding/1", "P-13B")]
	avg_03.findings == set() with input as fixtures.judged(mixed, tested)
	avg_03.findings == set() with input as fixtures.report({"inquiry": {"fields": names}})
}

# On the municipal track the check carries the test: for any part that was received for another purpose.
test_a_check_that_failed_closes_what_is_held if {
	failed := object.union(fixtures.pc2a, {"scope": {"category": "C-POL8"}, "details": {"compatibility": false}})
	held := fixtures.holding("DOCUMENT", fixtures.report_parts, fixtures.report_fields)
	asked := fixtures.inquiry({"inquiry": {"source": "holding/1", "fields": ["rapport/rol"]}, "holding": held})
	count(avg_03.findings) == 1 with input as fixtures.judged(asked, [failed])
	own := {"holding": {"parts": {"rapport": {"receivedFor": ["P-BGP-AANPAK"]}}}}
	avg_03.findings == set() with input as fixtures.judged(object.union(asked, own), [failed])
}
