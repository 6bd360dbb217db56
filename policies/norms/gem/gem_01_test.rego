package norms.gem.gem_01_test

import data.fixtures
import data.norms.gem.gem_01

asked := fixtures.inquiry({"case": {"state": "B4"}})

deny := {"norm": "GEM-01", "effect": "deny", "category": "C-BEL-G"}

permit := {"norm": "GEM-01", "effect": "permit", "category": "C-BEL-G"}

test_denies_without_a_college_decision if {
	gem_01.findings == {deny} with input as asked
}

test_permits_with_a_college_decision if {
	gem_01.findings == {permit} with input as fixtures.judged(asked, [fixtures.college_67])
}

test_waits_for_a_drafted_decision if {
	draft := object.union(fixtures.college_67, {"outcome": "draft"})
	gem_01.findings == {
		permit,
		{
			"norm": "GEM-01",
			"effect": "require",
			"attestation": "COLLEGE_67",
			"scope": {"category": "C-BEL-G", "purpose": "P-BGP-AANPAK"},
			"category": "C-BEL-G",
		},
	} with input as fixtures.judged(asked, [draft])
}

test_denies_when_the_college_refused if {
	refused := object.union(fixtures.college_67, {"outcome": "refused"})
	deny in gem_01.findings with input as fixtures.judged(asked, [refused])
}

to_taxes := {"inquiry": {"recipient": {"organ": "HEF", "department": "BEL"}}}

test_silent_for_the_tax_department if {
	own := fixtures.inquiry(object.union(to_taxes, {"caller": {"organ": "HEF", "department": "BEL"}}))
	gem_01.findings == set() with input as own
}

own_tax(changes) := fixtures.inquiry({
	"caller": {"organ": "HEF", "department": "BEL"},
	"inquiry": object.union(
		{
			"regime": "MONO",
			"purpose": "P-BEL",
			"task": "Gemeentewet:216",
			"recipient": {"organ": "HEF", "department": "BEL"},
			"namesCase": false,
		},
		changes,
	),
	"case": null,
})

test_permits_the_tax_department_for_municipal_tax if gem_01.findings == {permit} with input as own_tax({})

test_silent_for_the_tax_department_in_bulk_or_for_another_purpose if {
	every change in [{"mode": "BULK"}, {"purpose": "P-BGP-AANPAK"}, {"task": "BW:3:14"}] {
		gem_01.findings == set() with input as own_tax(change)
	}
}

test_denies_who_names_the_tax_department_as_recipient if {
	gem_01.findings == {deny} with input as fixtures.inquiry(to_taxes)
}

test_denies_under_another_regime if {
	gem_01.findings == {deny} with input as fixtures.inquiry({"inquiry": {"regime": "MONO"}})
}

test_no_permit_outside_the_states_even_with_a_decision if {
	gem_01.findings == set() with input as fixtures.judged(
		fixtures.inquiry({"inquiry": {"regime": "MONO"}}),
		[fixtures.college_67],
	)
}

test_leaves_a_riec_case_to_the_wgs if {
	gem_01.findings == set() with input as fixtures.inquiry({"inquiry": {"regime": "WGS"}})
}

test_silent_about_other_data if {
	other := fixtures.inquiry({"inquiry": {"source": "VERG/vergunningen", "fields": ["zaaknr"]}})
	gem_01.findings == set() with input as other
}
