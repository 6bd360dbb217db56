# Lawful paths of police and justice data, with the helpers of paths_test.rego.
package paths_test

import data.fixtures

# Police and justice (Wpg, Wjsg): the bilateral routes and who carries them. Use for another purpose than police data
# were collected for rests on the statute of the route (AVG-03).
bilaterally(asked, attestations) := verdict if {
	question := fixtures.judged(asked, array.concat(
		fixtures.register_and_dpia("BILATERAL", asked.inquiry.purpose),
		attestations,
	))
	verdict := data.sluis.decide with input as question with data.settings as fixtures.settings
}

test_wpg_01_police_data_go_to_the_mayor_for_public_order if {
	every pair in [["P-13B", "Opiumwet:13b"], ["P-OO", "Gemeentewet:172"], ["P-174A", "Gemeentewet:174a"]] {
		verdict := bilaterally(fixtures.police({"inquiry": {"purpose": pair[0], "task": pair[1]}}), [])
		verdict.outcome == "permit"
		the_norms(verdict) == {"incidentcode": {"WPG-01"}, "plaats": {"WPG-01"}}
	}
}

test_wpg_01_hit_or_no_hit_at_the_police if {
	verdict := bilaterally(fixtures.police({"inquiry": {"mode": "HITNOHIT", "fields": []}}), [])
	treatments(verdict) == {"hit": "existence"}
	the_norms(verdict) == {"hit": {"WPG-01"}}
}

test_wpg_02_compliance_data_go_to_a_supervisor_under_an_agreement if {
	verdict := bilaterally(fixtures.police(fixtures.supervision), [fixtures.agreement])
	verdict.outcome == "permit"
	the_norms(verdict) == {"incidentcode": {"WPG-02"}, "plaats": {"WPG-02"}}
}

special(changes) := object.union(fixtures.police({"inquiry": {"legalBasis": ["LB-WPG19"]}}), changes)

test_wpg_03_a_special_case_waits_for_the_authority_and_then_goes if {
	waiting := bilaterally(special({}), [])
	waiting.outcome == "review"
	waiting.missing == [{
		"attestation": "SPECIAL_CASE",
		"scope": {"source": "POL/registraties", "purpose": "P-13B", "subject": "s-1"},
		"roles": ["R-RIEC-D"],
		"norm": "WPG-03",
	}]
	verdict := bilaterally(special({}), [fixtures.special_case("POL/registraties", "P-13B")])
	verdict.outcome == "permit"
	the_norms(verdict) == {"incidentcode": {"WPG-03"}, "plaats": {"WPG-03"}}
}

test_wpg_03_a_special_case_may_be_about_an_investigation if {
	asked := special({"inquiry": {
		"purpose": "P-OO",
		"task": "Gemeentewet:172",
		"source": "POL/onderzoeken",
		"fields": ["bevinding", "rol"],
	}})
	verdict := bilaterally(asked, [fixtures.special_case("POL/onderzoeken", "P-OO")])
	treatments(verdict) == {"bevinding": "release", "rol": "withhold"}
	the_norms(verdict) == {"bevinding": {"WPG-03"}, "rol": {"AVG-02"}}
}

test_wpg_03_and_about_what_a_boa_investigated if {
	asked := special(object.union(fixtures.supervision, {"inquiry": {
		"legalBasis": ["LB-WPG19"],
		"source": "BOA/processen-verbaal",
		"fields": ["feitcode", "verklaring"],
	}}))
	verdict := bilaterally(asked, [fixtures.special_case("BOA/processen-verbaal", "P-TOEZ")])
	treatments(verdict) == {"feitcode": "release", "verklaring": "withhold"}
	the_norms(verdict) == {"feitcode": {"WPG-03"}, "verklaring": {"AVG-02"}}
}

test_wpg_04_another_partnership_under_a_complete_decision if {
	asked := fixtures.police({"inquiry": {"legalBasis": ["LB-WPG20-1"]}})
	verdict := bilaterally(asked, [fixtures.partnership])
	verdict.outcome == "permit"
	the_norms(verdict) == {"incidentcode": {"WPG-04"}, "plaats": {"WPG-04"}}
}

test_wjsg_01_the_prosecution_service_gives_by_its_own_decision if {
	verdict := bilaterally(fixtures.prosecution({}), [fixtures.om_decision])
	verdict.outcome == "permit"
	the_norms(verdict) == {"beslissing": {"WJSG-01"}, "feit": {"WJSG-01"}}
	obligations(verdict) == {"INFORM_SUBJECT", "LOG", "RECORD_4Y", "SECRECY_NOTICE", "SHOW_REMEDY"}
}

test_wjsg_02_judicial_data_go_into_a_riec if {
	verdict := in_the_riec("OM/zaken", ["feit"], [])
	verdict.outcome == "permit"
	the_norms(verdict) == {"feit": {"WGS-06"}}
}
