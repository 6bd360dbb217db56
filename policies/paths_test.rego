# Lawful municipal paths beside the scenarios of section 13, with the helpers of scenarios_test.rego.
package scenarios_test

import data.fixtures

# Every lawful municipal path has a norm that carries its permit, and can be reached.
test_execution_goes_under_check_2b if {
	asked := object.union(
		garage(array.concat(decided, [fixtures.pc2b])),
		{"case": {"state": "B5"}},
	)
	verdict := data.sluis.decide with input as asked with data.settings as fixtures.settings
	verdict.outcome == "permit"
	the_norms(verdict) == {"aanslag_ozb": {"BGP-10", "GEM-01"}, "kwijtschelding": {"BGP-10", "GEM-01"}}
}

own_task := fixtures.inquiry({
	"inquiry": {
		"regime": "MONO",
		"purpose": "P-13B",
		"legalBasis": ["LB-BRP38"],
		"source": "BZ/personen",
		"fields": ["adres"],
		"subject": {"relation": null, "hit": null},
		"namesCase": false,
	},
	"case": null,
	"attestations": [
		object.union(fixtures.register, {"scope": {"regime": "MONO", "purpose": "P-13B"}}),
		object.union(fixtures.dpia, {"scope": {"regime": "MONO", "purpose": "P-13B"}}),
	],
})

test_population_data_go_to_an_organ_for_its_own_task if {
	verdict := data.sluis.decide with input as own_task with data.settings as fixtures.settings
	verdict.outcome == "permit"
	the_norms(verdict) == {"adres": {"BRP-01"}}
	obligations(verdict) == {"LOG", "RECORD_20Y", "SECRECY_NOTICE", "SHOW_REMEDY"}
}

test_naming_another_regime_in_a_municipal_case_opens_nothing if {
	every state in ["B2", "B6"] {
		asked := object.union(own_task, {
			"inquiry": {"namesCase": true},
			"case": object.union(fixtures.the_case, {"state": state}),
		})
		verdict := data.sluis.decide with input as asked with data.settings as fixtures.settings
		verdict.outcome == "deny"
		the_norms(verdict) == {"adres": {"AVG-01"}}
	}
}

test_an_unknown_source_opens_nothing if {
	verdict := data.sluis.decide with input as object.union(own_task, {"inquiry": {"source": "ONBEKEND/bron"}})
		with data.settings as fixtures.settings
	verdict.outcome == "deny"
}
