# Lawful paths of results and of what is held, with the helpers of paths_test.rego.
package paths_test

import data.fixtures

in_the_result_phase(asked, attestations) := verdict if {
	judgements := array.concat(
		array.concat(fixtures.register_and_dpia("WGS", "P-RIEC-B"), [fixtures.assessed, fixtures.quality]),
		attestations,
	)
	verdict := data.sluis.decide with input as fixtures.judged(asked, judgements) with data.settings as fixtures.settings
}

consents(organs, recipient) := [fixtures.consent(organ, recipient) | some organ in organs]

two_parts := ["inspectie/bevinding", "politie/plaats"]

test_wgs_16_a_result_goes_to_an_involved_participant if {
	asked := fixtures.result({"inquiry": {"fields": array.concat(two_parts, ["fiscaal/overtreding"])}})
	verdict := in_the_result_phase(asked, [fixtures.needed("COL")])
	verdict.outcome == "permit"
	the_norms(verdict) == {name: {"WGS-16"} | some name in asked.inquiry.fields}
	{"REPORT_EFFECT", "STATE_BASIS"} - obligations(verdict) == set()
}

test_wgs_16_waits_for_the_need if {
	verdict := in_the_result_phase(fixtures.result({}), [])
	verdict.outcome == "review"
	[[need.attestation, need.scope] | some need in verdict.missing] == [["RESULT_NEEDED", fixtures.about("COL")]]
}

test_wgs_17_a_result_goes_to_a_public_third_party if {
	asked := fixtures.result_for("VR", "LB-WGS17-2", two_parts)
	judged := array.concat([fixtures.needed("VR"), fixtures.rac_third("VR")], consents(["POL", "KMAR"], "VR"))
	verdict := in_the_result_phase(asked, judged)
	verdict.outcome == "permit"
	the_norms(verdict) == {name: {"WGS-17"} | some name in two_parts}
}

test_wgs_17_criminal_data_wait_and_the_rest_goes if {
	asked := fixtures.result_for("VR", "LB-WGS17-2", two_parts)
	verdict := in_the_result_phase(asked, [fixtures.needed("VR"), fixtures.rac_third("VR"), fixtures.consent("POL", "VR")])
	treatments(verdict)["inspectie/bevinding"] == "release"
	[field.name | some field in verdict.fields; field.waiting] == ["politie/plaats"]
	[[need.attestation, need.scope] | some need in verdict.missing] == [["PROVIDER_CONSENT", fixtures.about("KMAR")]]
}

test_wgs_17_a_result_goes_to_a_private_third_party_without_tax_data if {
	names := ["inspectie/bevinding", "fiscaal/overtreding"]
	asked := fixtures.result_for("WOCO", "LB-WGS17-2", names)
	verdict := in_the_result_phase(asked, [fixtures.needed("WOCO"), fixtures.rac_third("WOCO")])
	verdict.outcome == "permit"
	the_norms(verdict) == {"inspectie/bevinding": {"WGS-17"}, "fiscaal/overtreding": {"WGS-07"}}
}

shared(category, name) := {"holding": {
	"parts": {"inspectie": {"category": category, "contributors": ["COL", "BD"]}},
	"fields": {"inspectie/bevinding": {"category": category, "name": name}},
}}

test_wgs_19_partnerships_align_with_consent if {
	every category, name in {"C-WHO": "deelnemers", "C-ALIGN": "interventies", "C-ICOV": "rapport"} {
		every organ in ["ZVH", "FEC"] {
			asked := object.union(
				fixtures.result_for(organ, "LB-WGS17-8", ["inspectie/bevinding"]),
				shared(category, name),
			)
			judged := array.concat([fixtures.needed(organ), fixtures.public_only(organ)], consents(["COL", "BD"], organ))
			verdict := in_the_result_phase(asked, judged)
			verdict.outcome == "permit"
			the_norms(verdict) == {"inspectie/bevinding": {"WGS-19"}}
		}
	}
}

test_wgs_20_a_result_goes_to_another_riec if {
	asked := fixtures.result_for("RIEC-OTHER", "LB-WGS220", two_parts)
	judged := array.concat([fixtures.needed("RIEC-OTHER")], consents(["POL", "KMAR"], "RIEC-OTHER"))
	verdict := in_the_result_phase(asked, judged)
	verdict.outcome == "permit"
	the_norms(verdict) == {name: {"WGS-20"} | some name in two_parts}
}

# Whatever phase a category came in, its result may leave; nothing of it is asked anew.
test_results_of_every_phase_leave_and_nothing_else_does if {
	every category, name in {"C-BD": "boete", "C-JUS": "feit", "C-POL9": "bevinding", "C-WOZ-D": "eigenaar", "C-VERG": "besluit"} {
		asked := fixtures.result(object.union(
			shared(category, name),
			{"inquiry": {"legalBasis": ["LB-WGS17-1"]}},
		))
		verdict := in_the_result_phase(asked, [fixtures.needed("COL")])
		verdict.outcome == "permit"
		document := in_the_result_phase(object.union(asked, {"holding": {"kind": "DOCUMENT"}}), [fixtures.needed("COL")])
		document.outcome == "deny"
	}
}

# One of each data phase, and counts.
test_no_source_answers_anew_in_the_result_phase if {
	every id in ["UWV/inkomen", "BD/inkomen", "POL/onderzoeken", "RIEC/beelden"] {
		asked := fixtures.riec({
			"case": {"state": "R6"},
			"inquiry": {
				"source": id,
				"fields": [name | some name, _ in data.facts.sources[id].fields],
				"legalBasis": ["LB-WGS15", "LB-WGS17-1"],
			},
		})
		verdict := in_the_result_phase(asked, [fixtures.necessity(id)])
		verdict.outcome == "deny"
		every field in verdict.fields {
			"WGS-16" in field.norms
		}
	}
}

# Wpg 7: police data that were received stay with the task they were received for.
municipal(asked) := verdict if {
	accounts := fixtures.register_and_dpia(asked.inquiry.regime, asked.inquiry.purpose)
	verdict := data.sluis.decide with input as fixtures.judged(asked, accounts) with data.settings as fixtures.settings
}

test_wpg_01_a_report_that_the_mayor_holds_goes_to_the_decision if {
	verdict := municipal(fixtures.report({}))
	verdict.outcome == "permit"
	the_norms(verdict)["rapport/korte_omschrijving"] == {"WPG-01", "WPG-06"}
	treatments(verdict)["bewoner/geslachtsnaam"] == "release"
	treatments(verdict)["melder/geslachtsnaam"] == "withhold"
}

test_wpg_06_a_supervisor_keeps_what_was_received_for_supervision if {
	verdict := municipal(fixtures.report({
		"caller": {"department": "TH"},
		"inquiry": {
			"purpose": "P-TOEZ",
			"task": "Alcoholwet:41",
			"fields": ["rapport/plaats"],
			"recipient": {"department": "TH"},
		},
		"holding": {
			"parts": {"rapport": {"receivedFor": ["P-TOEZ"]}},
			"fields": {"rapport/plaats": {
				"part": "rapport", "name": "plaats", "category": "C-POL8",
				"flags": [], "person": null,
			}},
		},
	}))
	verdict.outcome == "permit"
	the_norms(verdict) == {"rapport/plaats": {"WPG-06"}}
}

# Screening reads each part as a record: police data of an article that closes them stay behind, results of others go.
test_parts_are_screened_like_records if {
	parts := [
		fixtures.record({"index": 0, "wpgArticle": "9"}),
		fixtures.record({"index": 1, "wpgArticle": "12"}),
		fixtures.record({"index": 2, "ofSubject": null}),
		fixtures.record({"index": 3, "ofSubject": false}),
	]
	verdict := data.sluis.screen with input as fixtures.result({"records": parts}) with data.settings as fixtures.settings
	[record.released | some record in verdict.records] == [true, false, true, false]
	[record.norms | some record in verdict.records] == [[], ["WPG-07"], [], ["WGS-12"]]
}
