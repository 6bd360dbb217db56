package norms.avg.avg_01_test

import data.fixtures
import data.norms.avg.avg_01

deny := {{"norm": "AVG-01", "effect": "deny"}}

test_silent_when_purpose_task_and_basis_fit if {
	avg_01.findings == set() with input as fixtures.inquiry({})
}

test_denies_without_a_purpose if {
	avg_01.findings == deny with input as fixtures.inquiry({"inquiry": {"purpose": null}})
}

test_denies_an_unknown_purpose if {
	avg_01.findings == deny with input as fixtures.inquiry({"inquiry": {"purpose": "P-NIETS"}, "case": {"purposes": ["P-NIETS"]}})
}

test_denies_without_a_task if {
	avg_01.findings == deny with input as fixtures.inquiry({"inquiry": {"task": null}})
}

test_denies_an_unknown_task if {
	avg_01.findings == deny with input as fixtures.inquiry({"inquiry": {"task": "Opiumwet:99"}})
}

test_denies_without_a_basis if {
	avg_01.findings == deny with input as fixtures.inquiry({"inquiry": {"legalBasis": []}})
}

test_denies_a_covenant_as_basis if {
	avg_01.findings == deny with input as fixtures.inquiry({"inquiry": {"legalBasis": ["CONVENANT"]}})
}

test_denies_a_basis_of_another_regime if {
	avg_01.findings == deny with input as fixtures.inquiry({"inquiry": {"legalBasis": ["LB-WGS15"]}})
}

asked_as_compatible(judgements) := fixtures.inquiry({"inquiry": {"legalBasis": ["LB-6-4"]}, "attestations": judgements})

compatible := fixtures.compatibility("BEL/heffingen", "P-BGP-AANPAK")

incompatible := object.union(compatible, {"outcome": "incompatible", "by": "p-other-judge"})

test_denies_a_basis_whose_judgement_is_absent if avg_01.findings == deny with input as asked_as_compatible([])

test_silent_with_a_basis_whose_judgement_was_given if {
	avg_01.findings == set() with input as asked_as_compatible([compatible])
}

test_denies_a_basis_whose_judgement_is_contradicted if {
	avg_01.findings == deny with input as asked_as_compatible([compatible, incompatible])
}

test_denies_a_regime_that_does_not_fit_the_purpose if {
	avg_01.findings == deny with input as fixtures.inquiry({
		"inquiry": {"regime": "MONO", "namesCase": false},
		"case": null,
	})
}

test_denies_a_named_case_of_another_track if {
	avg_01.findings == deny with input as fixtures.inquiry({"inquiry": {"regime": "MONO", "purpose": "P-13B"}})
}

test_denies_a_named_case_that_does_not_exist if {
	avg_01.findings == deny with input as fixtures.inquiry({"case": null})
}

test_silent_without_a_case_under_its_own_regime if {
	avg_01.findings == set() with input as fixtures.inquiry({
		"inquiry": {"regime": "MONO", "purpose": "P-13B", "namesCase": false},
		"case": null,
	})
}

test_denies_a_purpose_the_case_was_not_opened_for if {
	avg_01.findings == deny with input as fixtures.inquiry({"case": {"purposes": ["P-BGP-SIG"]}})
}

test_leaves_the_purpose_of_a_riec_case_to_its_own_norm if {
	avg_01.findings == set() with input as fixtures.inquiry({
		"inquiry": {"regime": "WGS", "purpose": "P-RIEC-B", "legalBasis": ["LB-WGS15"]},
		"case": {"regime": "WGS", "state": "R3", "purposes": ["P-RIEC-S"]},
	})
}

test_silent_about_acts if {
	avg_01.findings == set() with input as fixtures.act("open", {})
}

fetched(changes) := object.union(fixtures.inquiry({}), {"records": [fixtures.record(changes)]})

test_holds_back_a_record_of_somebody_else if {
	held_back := {{"norm": "AVG-01", "effect": "deny", "record": 0}}
	avg_01.screening == held_back with input as fetched({"ofSubject": false})
}

test_silent_about_a_record_of_the_subject_or_of_none if {
	avg_01.screening == set() with input as fetched({"ofSubject": true})
	avg_01.screening == set() with input as fetched({"ofSubject": null})
}

test_leaves_records_in_a_riec_to_their_own_norm if {
	asked := object.union(fetched({"ofSubject": false}), {"inquiry": {"regime": "WGS"}})
	avg_01.screening == set() with input as asked
}

# The core of the trade register, for a task of one's own.
register(changes) := fixtures.inquiry(object.union(
	{
		"caller": {"department": "VERG"},
		"inquiry": {
			"regime": "MONO",
			"purpose": "P-VERG",
			"task": "Alcoholwet:3",
			"source": "KVK/inschrijvingen",
			"fields": ["handelsnaam", "bestuurders"],
			"recipient": {"department": "VERG"},
			"namesCase": false,
		},
		"case": null,
	},
	changes,
))

test_permits_the_core_of_the_trade_register if {
	permit := {{"norm": "AVG-01", "effect": "permit", "fields": ["handelsnaam"]}}
	avg_01.findings == permit with input as register({})
}

test_permits_no_persons_behind_it_no_bulk_and_no_other_purpose if {
	every change in [
		{"inquiry": {"fields": ["bestuurders", "rsin"]}},
		{"inquiry": {"mode": "HITNOHIT", "fields": []}},
		{"inquiry": {"mode": "BULK"}},
		{"inquiry": {"namesCase": false, "purpose": "P-OO", "task": "Gemeentewet:172"}},
		{"inquiry": {"reasoned": {"necessity": false}}},
		{"inquiry": {"recipient": {"organ": "WOCO", "department": null}}},
		{"inquiry": {"source": "KAD/rechten", "fields": ["eigenaar"]}},
		{"caller": {"department": "BZ"}},
	] {
		avg_01.findings == set() with input as register(change)
	}
}

test_screens_the_part_that_goes_to_nobody if {
	records := [fixtures.record({"index": 0, "part": "rapport"}), fixtures.record({"index": 1, "part": "melder"})]
	asked := object.union(
		fixtures.report({"holding": {"parts": {"melder": {"lawful": false}}}}),
		{"records": records},
	)
	avg_01.screening == {{"norm": "AVG-01", "effect": "deny", "record": 1}} with input as asked
}
