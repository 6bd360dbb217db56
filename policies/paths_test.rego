# Lawful paths beside the scenarios, which are whole decisions in cases/.
package paths_test

import data.fixtures

the_norms(verdict) := {field.name: {norm | some norm in field.norms} | some field in verdict.fields}

treatments(verdict) := {field.name: field.treatment | some field in verdict.fields}

obligations(verdict) := {entry.obligation | some entry in verdict.obligations}

approach := array.concat(array.concat(fixtures.weighed, fixtures.accounted), [fixtures.w3, fixtures.w4, fixtures.pc2a])

garage(attestations) := fixtures.inquiry({"attestations": attestations})

decided := array.concat(approach, [fixtures.college_67])

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
		"subject": {"type": "OBJECT", "relation": null, "hit": null},
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

# Wet WOZ: the value for a task of one's own, the file for municipal tax.
place(purpose, task, source, fields) := object.union(own_task, {
	"inquiry": {"purpose": purpose, "task": task, "legalBasis": ["LB-6E"], "source": source, "fields": fields},
	"attestations": fixtures.register_and_dpia("MONO", purpose),
})

test_the_value_of_a_property_goes_to_an_organ_for_its_own_task if {
	asked := place("P-13B", "Opiumwet:13b", "WOZ/objecten", ["waarde"])
	verdict := data.sluis.decide with data.settings as fixtures.settings with input as fixtures.judged(
		asked,
		array.concat(asked.attestations, [fixtures.compatibility("WOZ/objecten", "P-13B")]),
	)
	verdict.outcome == "permit"
	the_norms(verdict) == {"waarde": {"WOZ-01"}}
}

test_the_valuation_file_goes_to_municipal_tax if {
	asked := object.union(place("P-BEL", "WOZ:1", "WOZ/taxaties", ["eigenaar"]), {
		"caller": {"organ": "HEF", "department": "BEL"},
		"inquiry": {"recipient": {"organ": "HEF", "department": "BEL"}},
	})
	verdict := data.sluis.decide with input as asked with data.settings as fixtures.settings
	verdict.outcome == "permit"
	the_norms(verdict) == {"eigenaar": {"WOZ-01"}}
}

# Wet Bibob: each to whom the act names, about one person and outside a case.
bibob(recipient, legal_basis, judgements) := verdict if {
	asked := fixtures.bibob({"inquiry": {"fields": ["leningen"], "recipient": recipient, "legalBasis": legal_basis}})
	attestations := array.concat(fixtures.register_and_dpia("BIBOB", "P-BIBOB"), judgements)
	verdict := data.sluis.decide with input as fixtures.judged(asked, attestations) with data.settings as fixtures.settings
}

test_bibob_data_stay_with_the_coordination if {
	verdict := bibob({"organ": "COL", "department": "BIBOB"}, ["LB-6E"], [])
	verdict.outcome == "permit"
	the_norms(verdict) == {"leningen": {"BIB-01"}}
}

test_bibob_data_go_to_a_participant_that_supports_the_authority if {
	needed := fixtures.bibob_judgement("BIBOB_NECESSITY", "necessary", "BD")
	verdict := bibob({"organ": "BD", "department": null}, ["LB-BIB28D"], [needed])
	verdict.outcome == "permit"
	the_norms(verdict) == {"leningen": {"BIB-02"}}
}

test_bibob_data_go_to_the_driehoek_to_motivate_the_decision if {
	needed := fixtures.bibob_judgement("BIBOB_NECESSITY", "necessary", "OM")
	verdict := bibob({"organ": "OM", "department": null}, ["LB-6E"], [needed])
	verdict.outcome == "permit"
	the_norms(verdict) == {"leningen": {"BIB-03"}}
}

test_bibob_data_to_another_authority_wait_for_legal_affairs if {
	waits := bibob({"organ": "PROV", "department": null}, ["LB-6E"], [])
	waits.outcome == "review"
	[[need.attestation, need.roles] | some need in waits.missing] == [["BIBOB_EXCHANGE", ["R-JZ"]]]
	agreed := fixtures.bibob_judgement("BIBOB_EXCHANGE", "agreed", "PROV")
	verdict := bibob({"organ": "PROV", "department": null}, ["LB-6E"], [agreed])
	verdict.outcome == "permit"
	the_norms(verdict) == {"leningen": {"BIB-03"}}
}

# Participatiewet and SUWI: within the execution of the act, and from bodies that owe the college information.
assisted(changes) := verdict if {
	asked := fixtures.assistance({"inquiry": changes})
	accounts := fixtures.register_and_dpia(asked.inquiry.regime, "P-BIJST")
	verdict := data.sluis.decide with input as fixtures.judged(asked, accounts) with data.settings as fixtures.settings
}

test_benefit_data_go_to_who_executes_the_act if {
	verdict := assisted({"regime": "MONO", "legalBasis": ["LB-6E"], "source": "WI/uitkeringen", "fields": ["bedrag"]})
	verdict.outcome == "permit"
	the_norms(verdict) == {"bedrag": {"PW-01"}}
}

test_income_goes_to_social_assistance_for_which_it_is_owed if {
	verdict := assisted({})
	verdict.outcome == "permit"
	the_norms(verdict) == {"loon": {"PW-02"}}
}

test_suwinet_goes_to_social_assistance if {
	verdict := assisted({"legalBasis": ["LB-SUWI62"], "source": "UWV/suwinet", "fields": ["sv_loon"]})
	verdict.outcome == "permit"
	the_norms(verdict) == {"sv_loon": {"SUWI-01"}}
}

# The person may have no objection: then the municipal approach gets which benefit it is and since when, and no amount.
test_a_written_no_objection_leaves_little if {
	benefit := fixtures.inquiry({"inquiry": {"source": "WI/uitkeringen", "fields": ["bedrag", "ingang"]}})
	check := object.union(fixtures.pc2a, {"scope": {"category": "C-UITK"}})
	scope := {"source": "WI/uitkeringen", "subject": "s-1"}
	given := fixtures.attestation("NO_OBJECTION", "given", scope, {"reference": "B-1"})
	refused := data.sluis.decide with input as fixtures.judged(benefit, array.concat(approach, [check]))
		with data.settings as fixtures.settings
	the_norms(refused) == {"bedrag": {"PW-01"}, "ingang": {"PW-01"}}
	verdict := data.sluis.decide with input as fixtures.judged(benefit, array.concat(approach, [check, given]))
		with data.settings as fixtures.settings
	the_norms(verdict) == {"bedrag": {"AVG-02"}, "ingang": {"BGP-09", "PW-01"}}
}

# Wet BRP: another authority asks for its own task.
test_population_data_go_to_another_authority_on_a_reasoned_request if {
	asked := object.union(own_task, {
		"caller": {"organ": "PROV", "department": null},
		"inquiry": {
			"regime": "BILATERAL",
			"purpose": "P-HAND",
			"task": "Provinciewet:158",
			"legalBasis": ["LB-BRP35"],
			"recipient": {"organ": "PROV", "department": null},
		},
		"attestations": fixtures.register_and_dpia("BILATERAL", "P-HAND"),
	})
	verdict := data.sluis.decide with input as asked with data.settings as fixtures.settings
	verdict.outcome == "permit"
	the_norms(verdict) == {"adres": {"BRP-02"}}
}

test_bibob_advice_goes_under_uavg_33 if {
	needed := fixtures.bibob_judgement("BIBOB_NECESSITY", "necessary", "OM")
	advice := {"inquiry": {"fields": ["mate_van_gevaar"], "recipient": {"organ": "OM", "department": null}}}
	accounts := fixtures.register_and_dpia("BIBOB", "P-BIBOB")
	every norm, legal_basis in {"UAVG-01": ["LB-6E"], "BIB-03": ["LB-6E", "LB-UAVG33"]} {
		asked := object.union(fixtures.bibob(advice), {"inquiry": {"legalBasis": legal_basis}})
		verdict := data.sluis.decide with input as fixtures.judged(asked, array.concat(accounts, [needed]))
			with data.settings as fixtures.settings
		the_norms(verdict) == {"mate_van_gevaar": {norm}}
	}
}

# WGS: what the participants owe for an agreed intervention.
in_execution(asked, attestations) := fixtures.judged(
	object.union(
		fixtures.riec({"case": {"state": "R5"}}),
		{"inquiry": asked},
	),
	array.concat(
		array.concat(fixtures.register_and_dpia("WGS", "P-RIEC-B"), [fixtures.assessed]),
		array.concat([fixtures.necessity(asked.source)], attestations),
	),
)

income := {"source": "UWV/inkomen", "fields": ["datum"]}

test_data_for_an_agreed_intervention_go_in_r5 if {
	asked := in_execution(income, [fixtures.intervention("COL")])
	verdict := data.sluis.decide with input as asked with data.settings as fixtures.settings
	verdict.outcome == "permit"
	the_norms(verdict) == {"datum": {"WGS-06", "WGS-09", "WGS-15"}}
}

test_without_an_agreed_intervention_r5_waits if {
	verdict := data.sluis.decide with input as in_execution(income, []) with data.settings as fixtures.settings
	verdict.outcome == "review"
	the_norms(verdict) == {"datum": {"WGS-15"}}
	[[need.attestation, need.scope] | some need in verdict.missing] == [["INTERVENTION", {"organ": "COL"}]]
}

test_third_phase_data_go_for_an_intervention_but_not_for_a_scan if {
	police := {"source": "POL/onderzoeken", "fields": ["rol"]}
	agreed := [fixtures.authority_agreed("POL"), fixtures.intervention("COL")]
	verdict := data.sluis.decide with input as in_execution(police, agreed) with data.settings as fixtures.settings
	verdict.outcome == "permit"
	the_norms(verdict) == {"rol": {"WGS-06", "WGS-15"}}
	scan := data.sluis.decide with input as object.union(in_execution(police, agreed), {"case": {"activity": "SCAN"}})
		with data.settings as fixtures.settings
	scan.outcome == "deny"
	the_norms(scan) == {"rol": {"WGS-11", "WPG-05"}}
}

# Besluit gegevensverwerking: what it withholds in a RIEC, the duty to provide (WGS-06) carries once the condition
# holds.
in_the_riec(source, names, attestations) := verdict if {
	question := fixtures.judged(
		fixtures.riec({"inquiry": {"source": source, "fields": names}}),
		array.concat(
			array.concat(fixtures.register_and_dpia("WGS", "P-RIEC-B"), [fixtures.necessity(source), fixtures.assessed]),
			attestations,
		),
	)
	verdict := data.sluis.decide with input as question with data.settings as fixtures.settings
}

test_bgs_05_nationality_goes_when_identification_cannot_do_without if {
	source := "BZ/nationaliteiten"
	unavoidable := fixtures.attestation("IDENTIFICATION", "unavoidable", {"source": source, "subject": "s-1"}, {})
	verdict := in_the_riec(source, ["nationaliteit"], [unavoidable])
	verdict.outcome == "permit"
	the_norms(verdict) == {"nationaliteit": {"WGS-06", "WGS-09"}}
	without := in_the_riec(source, ["nationaliteit"], [])
	without.outcome == "deny"
	the_norms(without) == {"nationaliteit": {"BGS-05"}}
}
