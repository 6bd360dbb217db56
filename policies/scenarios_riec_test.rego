# METADATA
# title: Scenarios of a RIEC, decided as a whole
# description: >-
#   Section 13 of the legal norms, S13, S23A and S25B: outcome and deciding norms per field, compared for equality. The
#   asker is lawful in every other way, so that only the norms of the scenario decide.
#
#   Deviations from the list of norms in section 13, each with its legal reason.
#   S23A lists BGS-10 and ARCH-01: nobody asks for a renewed term (BGS 1.16 lid 2), and the selection list bears on
#   destroying (Archiefwet), not on what may be asked; the duty to destroy itself is an obligation of WGS-26.
package scenarios_riec_test

import data.fixtures

decided(asked) := verdict if {
	verdict := data.sluis.decide with input as asked with data.settings as fixtures.settings
}

norms_by_field(verdict) := {field.name: field.norms | some field in verdict.fields}

treatments(verdict) := {field.name: field.treatment | some field in verdict.fields}

codes(verdict) := {obligation.obligation | some obligation in verdict.obligations}

# S13A: the college asks the tax administration for income and open tax debt of the person of the signal.
s13a(changes, attestations) := fixtures.judged(
	fixtures.riec(changes),
	array.concat(
		fixtures.register_and_dpia("WGS", object.get(changes, ["inquiry", "purpose"], "P-RIEC-B")),
		array.concat([fixtures.assessed], attestations),
	),
)

s13a_in(state) := s13a({"case": {"state": state}}, [fixtures.necessity("BD/inkomen")])

test_s13a_is_denied_in_r2 if {
	verdict := decided(s13a_in("R2"))
	verdict.outcome == "deny"
	norms_by_field(verdict) == {
		"box1_inkomen": ["AWR-01", "BGS-11", "WGS-10"],
		"openstaande_schuld": ["AWR-01", "BGS-11", "WGS-10"],
	}
}

# In R3 the same question is lawful. WGS-06 carries the permit; what decides is the minimisation table, which gives an
# administrative purpose bands instead of amounts (AVG 5 lid 1 c).
test_s13a_is_permitted_in_r3 if {
	verdict := decided(s13a_in("R3"))
	verdict.outcome == "permit"
	treatments(verdict) == {"box1_inkomen": "generalise", "openstaande_schuld": "generalise"}
	norms_by_field(verdict) == {"box1_inkomen": ["AVG-02"], "openstaande_schuld": ["AVG-02"]}
	{"LOG", "SECRECY_NOTICE"} - codes(verdict) == set()
}

# For the municipal tax task the amounts themselves may go, and the duty to provide decides.
test_s13a_for_a_tax_purpose_is_permitted_in_r3 if {
	asked := {"inquiry": {"purpose": "P-RIEC-F", "task": "Gemeentewet:216"}, "case": {"purposes": ["P-RIEC-F"]}}
	verdict := decided(s13a(asked, [fixtures.necessity("BD/inkomen")]))
	verdict.outcome == "permit"
	norms_by_field(verdict) == {"box1_inkomen": ["WGS-06"], "openstaande_schuld": ["WGS-06"]}
	treatments(verdict) == {"box1_inkomen": "release", "openstaande_schuld": "release"}
}

test_s13a_waits_in_r3_for_the_judgement_of_necessity if {
	verdict := decided(s13a({}, []))
	verdict.outcome == "review"
	norms_by_field(verdict) == {"box1_inkomen": ["WGS-06"], "openstaande_schuld": ["WGS-06"]}
	{[need.attestation, need.scope] | some need in verdict.missing} == {["NECESSITY", {"source": "BD/inkomen"}]}
}

test_s13a_is_denied_in_r3_against_weighty_reasons if {
	verdict := decided(s13a({}, [fixtures.necessity("BD/inkomen"), fixtures.veto("BD/inkomen")]))
	verdict.outcome == "deny"
	norms_by_field(verdict) == {"box1_inkomen": ["WGS-06"], "openstaande_schuld": ["WGS-06"]}
}

# Closed states: before the research and after the interventions nothing fiscal is permitted, whatever was judged.
test_s13a_is_denied_in_every_other_state if {
	every state in ["R0", "R1", "R6", "R7", "R8"] {
		verdict := decided(s13a_in(state))
		verdict.outcome == "deny"
		norms_by_field(verdict) == {
			"box1_inkomen": ["AWR-01", "WGS-10"],
			"openstaande_schuld": ["AWR-01", "WGS-10"],
		}
	}
}

# Who has no part in the case learns nothing of it: WGS-14 speaks, and is the only reason to be shown.
test_s13a_is_denied_discreetly_without_a_part_in_the_case if {
	verdict := decided(s13a({"case": {"involved": ["BD"]}}, [fixtures.necessity("BD/inkomen")]))
	verdict.outcome == "deny"
	norms_by_field(verdict) == {"box1_inkomen": ["WGS-14"], "openstaande_schuld": ["WGS-14"]}
	{finding.norm | some finding in verdict.findings; finding.discreet} == {"WGS-14"}
}

# S13B: the same question outside the RIEC. Compatibility of the new purpose is recorded, so that AVG-03 is silent.
s13b(attestations) := fixtures.judged(
	fixtures.riec({"case": null, "inquiry": {
		"regime": "BILATERAL",
		"purpose": "P-HAND",
		"task": "Awb:5:21",
		"legalBasis": ["LB-6E", "LB-AWR43CM"],
		"namesCase": false,
	}}),
	array.concat(
		array.concat(
			fixtures.register_and_dpia("BILATERAL", "P-HAND"),
			[fixtures.compatibility("BD/inkomen", "P-HAND")],
		),
		attestations,
	),
)

test_s13b_is_denied_without_a_covenant if {
	verdict := decided(s13b([]))
	verdict.outcome == "deny"
	norms_by_field(verdict) == {
		"box1_inkomen": ["AWR-01", "AWR-02", "WGS-29"],
		"openstaande_schuld": ["AWR-01", "AWR-02", "WGS-29"],
	}
}

# With the covenant recorded AWR-02 carries the permit; what the minimisation table gives for it is a matter of AVG-02.
test_s13b_is_no_longer_denied_under_a_covenant if {
	verdict := decided(s13b([fixtures.covenant]))
	{finding.norm | some finding in verdict.findings; finding.effect == "deny"} == set()
	{finding.norm | some finding in verdict.findings; finding.effect == "permit"} == {"AWR-02"}
}

# The first phase: what a participant owes (WGS-06) the involved ones may process (WGS-09).
test_income_of_another_participant_is_permitted_in_r2 if {
	verdict := decided(s13a(
		{"case": {"state": "R2"}, "inquiry": {"source": "UWV/inkomen", "fields": ["datum"]}},
		[fixtures.necessity("UWV/inkomen")],
	))
	verdict.outcome == "permit"
	norms_by_field(verdict) == {"datum": ["WGS-06", "WGS-09"]}
}

# After the fetch: a record under article 9 and a record of somebody else stay behind in R3, each with its norm.
test_screening_holds_back_what_only_the_record_tells if {
	asked := fixtures.riec({
		"inquiry": {"source": "POL/registraties", "fields": ["plaats"]},
		"records": [
			fixtures.record({"index": 0, "wpgArticle": "8"}),
			fixtures.record({"index": 1, "wpgArticle": "9"}),
			fixtures.record({"index": 2, "wpgArticle": "8", "ofSubject": false}),
		],
	})
	verdict := data.sluis.screen with input as asked with data.settings as fixtures.settings
	[[record.released, record.norms] | some record in verdict.records] == [
		[true, []],
		[false, ["WPG-05"]],
		[false, ["WGS-12"]],
	]
}

# S23A: a case that was first processed five years and a month ago; the college asks what another participant holds.
s23a := s13a(
	{
		"case": {"firstProcessedDay": fixtures.today - 1857},
		"inquiry": {"source": "UWV/inkomen", "fields": ["datum"]},
	},
	[fixtures.necessity("UWV/inkomen")],
)

test_s23a_is_denied_after_five_years if {
	verdict := decided(s23a)
	verdict.outcome == "deny"
	norms_by_field(verdict) == {"datum": ["WGS-26"]}
	"DESTROY" in codes(verdict)
}

# S25B: a machine score over all owners of transport firms in the region, in the case of a scan that nobody assessed.
s25b := fixtures.judged(
	fixtures.riec({
		"case": {"state": "R2", "activity": "SCAN"},
		"inquiry": {
			"source": "KVK/inschrijvingen",
			"fields": ["bestuurders", "handelsnaam"],
			"mode": "AUTO",
			"level": "TAC",
			"subject": null,
		},
	}),
	fixtures.register_and_dpia("WGS", "P-RIEC-B"),
)

test_s25b_is_denied if {
	verdict := decided(s25b)
	verdict.outcome == "deny"
	norms_by_field(verdict) == {
		"bestuurders": ["MN-03", "WGS-12", "WGS-13", "WGS-27"],
		"handelsnaam": ["MN-03", "WGS-12", "WGS-13", "WGS-27"],
	}
}
