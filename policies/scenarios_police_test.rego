# METADATA
# title: Scenarios about police data and the end of a RIEC case, decided as a whole
# description: >-
#   Scenarios of scenarios.json: S01, S02 (the question to the police itself, not the report that the mayor already
#   holds), S10 and S23A. Register entry, DPIA and, where police data are asked for another purpose without a
#   statute, compatibility are recorded, so that only the norms of the scenario decide.
#
#   Where our norms decide otherwise than listed, scenarios.json says so with their legal reason; a question to the police itself is not
#   about what the mayor holds, so WPG-06 is silent in S02.
package scenarios_police_test

import data.fixtures

decided(asked, attestations) := verdict if {
	inquiry := asked.inquiry
	question := fixtures.judged(asked, array.concat(
		fixtures.register_and_dpia(inquiry.regime, inquiry.purpose),
		attestations,
	))
	verdict := data.sluis.decide with input as question with data.settings as fixtures.settings
}

the_norms(verdict) := {field.name: {norm | some norm in field.norms} | some field in verdict.fields}

treatments(verdict) := {field.name: field.treatment | some field in verdict.fields}

obligations(verdict) := {entry.obligation | some entry in verdict.obligations}

# S01: the permits department, for the mayor, asks the police about an applicant and claims a structural provision.
s01(basis) := fixtures.police({
	"caller": {"department": "VERG"},
	"inquiry": {
		"purpose": "P-VERG",
		"task": "Alcoholwet:3",
		"legalBasis": [basis],
		"recipient": {"department": "VERG"},
		"subject": {"type": "NATURAL"},
	},
})

for_a_permit := fixtures.compatibility("POL/registraties", "P-VERG")

test_s01_police_data_are_not_for_a_permit if {
	verdict := decided(s01("LB-WPG18"), [for_a_permit])
	verdict.outcome == "deny"
	every name in ["incidentcode", "plaats"] {
		the_norms(verdict)[name] == {"AVG-01", "WGS-29", "WPG-01", "WPG-02"}
	}
	"SHOW_REMEDY" in obligations(verdict)
}

# Claimed, it counts as the sector basis: WGS-29 and AVG-01 are silent, and WPG-01 and WPG-02 refuse.
test_s01_the_ground_of_public_order_does_not_help if {
	verdict := decided(s01("LB-WPG16B"), [])
	verdict.outcome == "deny"
	the_norms(verdict) == {"incidentcode": {"WPG-01", "WPG-02"}, "plaats": {"WPG-01", "WPG-02"}}
}

# S02: public order and legal affairs ask for a closure; who is named in the registration stays behind.
test_s02_the_mayor_gets_what_a_closure_needs if {
	every department in ["OOV", "JZ"] {
		verdict := decided(
			fixtures.police({
				"caller": {"department": department},
				"inquiry": {
					"fields": ["korte_omschrijving", "plaats", "rol", "betrouwbaarheid"],
					"recipient": {"department": department},
				},
			}),
			[],
		)
		verdict.outcome == "permit"
		the_norms(verdict) == {
			"betrouwbaarheid": {"AVG-02"},
			"korte_omschrijving": {"WPG-01"},
			"plaats": {"WPG-01"},
			"rol": {"AVG-02"},
		}
		treatments(verdict).rol == "withhold"
		{"LOG", "SECRECY_NOTICE"} - obligations(verdict) == set()
	}
}

# S10: in the execution of an approach the permits department asks what a boa wrote down.
s10(source, names) := fixtures.inquiry({
	"caller": {"department": "VERG"},
	"case": {"state": "B5"},
	"inquiry": {
		"task": "Alcoholwet:3",
		"source": source,
		"fields": names,
		"recipient": {"organ": "BGM", "department": "VERG"},
	},
})

weighed := array.concat(fixtures.weighed, [fixtures.w3, fixtures.w4])

check_2b(category) := object.union(fixtures.pc2b, {"scope": {"department": "VERG", "category": category}})

test_s10_a_statement_to_a_boa_stays_with_the_boas if {
	every category in ["C-BOA", "C-TOEZ"] {
		verdict := decided(
			s10("BOA/processen-verbaal", ["verdachte", "verklaring"]),
			array.concat(weighed, [check_2b(category)]),
		)
		verdict.outcome == "deny"
		the_norms(verdict) == {"verdachte": {"UAVG-01", "WPG-08"}, "verklaring": {"UAVG-01", "WPG-08"}}
	}
}

test_s10_the_inspection_report_of_the_same_visit_may_follow if {
	asked := s10("TH/controles", ["bevinding"])
	verdict := decided(asked, array.concat(weighed, [check_2b("C-TOEZ")]))
	verdict.outcome == "permit"
	the_norms(verdict) == {"bevinding": {"BGP-10"}}
	waiting := decided(asked, weighed)
	waiting.outcome == "review"
	the_norms(waiting) == {"bevinding": {"BGP-10"}}
}

# S23A: a case first processed five years and a month ago; its data are asked anew for a permit file.
test_s23a_what_a_riec_gathered_is_not_processed_anew if {
	asked := fixtures.riec({
		"case": {"state": "R7", "firstProcessedDay": fixtures.today - 1856},
		"inquiry": {"mode": "RENEW", "source": "UWV/inkomen", "fields": ["datum"]},
	})
	verdict := decided(asked, [fixtures.necessity("UWV/inkomen"), fixtures.assessed])
	verdict.outcome == "deny"
	the_norms(verdict) == {"datum": {"BGS-10", "WGS-26"}}
}
