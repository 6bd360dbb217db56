# METADATA
# title: Whole decisions of section 13, municipal side
# description: >-
#   Input facts, outcome and deciding norms (the findings at the winning precedence, compared for equality).
#
#   Deviations from the list of norms in section 13, each with its legal reason.
#   S05A lists BGP-06, BRP-04 and AVG-06 beside the permits: the question is already hit or no hit, so BGP-06 has nothing
#   to narrow; BRP-04 (record for 20 years) and AVG-06 (log) are obligations, which accumulate but do not decide a field.
#   S07 lists AWB-01: the purpose fits the power of the task (Opiumwet 13b), so Awb 3:3 is not broken; the refusal lies in
#   the secrecy of the data. AWB-01 does speak when the asker claims the Wmo task, which is not theirs.
#   S22B lists AVG-02: the minimisation table releases both fields in the approach, so AVG 5 lid 1 c has nothing to narrow;
#   it does decide a field that is treated (iban) or withheld (bsn).
package scenarios_test

import data.fixtures

the_norms(verdict) := {field.name: {norm | some norm in field.norms} | some field in verdict.fields}

treatments(verdict) := {field.name: field.treatment | some field in verdict.fields}

obligations(verdict) := {entry.obligation | some entry in verdict.obligations}

for_signal(attestation) := object.union(attestation, {"scope": {"purpose": "P-BGP-SIG"}})

accounted := [for_signal(fixtures.register), for_signal(fixtures.dpia)]

# ONDM weighs a signal about the owner of a car-rental firm; the file is in order, apart from what a scenario changes.
signal(changes) := object.union(
	fixtures.inquiry({
		"inquiry": {"purpose": "P-BGP-SIG", "source": "VERG/vergunningen", "fields": ["besluit", "soort"]},
		"case": {"state": "B3", "purposes": ["P-BGP-SIG"]},
	}),
	changes,
)

asked_sources := {
	"VERG/vergunningen": ["besluit", "soort"],
	"TH/controles": ["overtreding"],
	"BZ/personen": ["aantal_ingeschrevenen"],
}

checks := [fixtures.pc1(source) | some source, _ in asked_sources]

all_weighed := array.concat(array.concat(fixtures.weighed, [fixtures.w3]), accounted)

checked := array.concat(all_weighed, checks)

hit_asked(source, key) := signal({
	"inquiry": {"source": source, "mode": "HITNOHIT", "fields": [], "subject": {"key": key, "hit": null}},
	"attestations": checked,
})

test_s04a_asking_before_source_research_is_refused if {
	every source, names in asked_sources {
		asked := signal({
			"inquiry": {"source": source, "fields": names},
			"case": {"state": "B2"},
			"attestations": accounted,
		})
		verdict := data.sluis.decide with input as asked with data.settings as fixtures.settings
		verdict.outcome == "deny"
		the_norms(verdict) == {name: {"BGP-01", "BGP-02", "BGP-03", "BGP-05"} | some name in names}
	}
}

test_s04a_states_are_closed_even_when_everything_was_weighed if {
	every source, names in asked_sources {
		asked := signal({
			"inquiry": {"source": source, "fields": names},
			"case": {"state": "B2"},
			"attestations": checked,
		})
		verdict := data.sluis.decide with input as asked with data.settings as fixtures.settings
		verdict.outcome == "deny"
		the_norms(verdict) == {name: {"BGP-05"} | some name in names}
	}
}

test_s04b_the_protocol_does_not_run_where_it_was_not_adopted if {
	elsewhere := signal({"caller": {"oin": "00000099000000002000"}, "attestations": checked})
	settings := object.union(fixtures.settings, {"00000099000000002000": object.union(
		fixtures.settings[fixtures.caller.oin],
		{"bgp": {"adoptedBy": []}},
	)})
	verdict := data.sluis.decide with input as elsewhere with data.settings as settings
	verdict.outcome == "deny"
	the_norms(verdict) == {"besluit": {"BGP-12"}, "soort": {"BGP-12"}}
}

test_s04c_a_rejected_signal_is_not_used if {
	rejected := signal({
		"case": {"state": "B0", "rejectedDay": fixtures.today - 120, "signalOutcome": "NIET_IN_BEHANDELING"},
		"attestations": array.concat(
			array.concat(fixtures.weighed, accounted),
			[object.union(fixtures.w3, {"outcome": "NONE"})],
		),
	})
	verdict := data.sluis.decide with input as rejected with data.settings as fixtures.settings
	verdict.outcome == "deny"
	the_norms(verdict) == {"besluit": {"BGP-04"}, "soort": {"BGP-04"}}
	"DESTROY_AFTER_YEAR" in obligations(verdict)
}

test_s05a_hit_or_no_hit_is_permitted if {
	every key in ["s-owner", "s-address"] {
		every source, norms in {
			"VERG/vergunningen": {"BGP-05"},
			"TH/controles": {"BGP-05"},
			"BZ/personen": {"BGP-05", "BRP-01"},
		} {
			verdict := data.sluis.decide with input as hit_asked(source, key) with data.settings as fixtures.settings
			verdict.outcome == "permit"
			the_norms(verdict) == {"hit": norms}
			treatments(verdict) == {"hit": "existence"}
			"LOG" in obligations(verdict)
		}
	}
}

test_s05a_population_data_are_recorded_for_twenty_years if {
	verdict := data.sluis.decide with input as hit_asked("BZ/personen", "s-owner") with data.settings as fixtures.settings
	"RECORD_20Y" in obligations(verdict)
}

test_s05a_waits_while_check_1_is_absent if {
	asked := object.union(hit_asked("TH/controles", "s-owner"), {"attestations": all_weighed})
	verdict := data.sluis.decide with input as asked with data.settings as fixtures.settings
	verdict.outcome == "review"
	the_norms(verdict) == {"hit": {"BGP-05"}}
	verdict.missing == [{
		"attestation": "PC1",
		"scope": {"source": "TH/controles"},
		"roles": ["R-PRIV"],
		"norm": "BGP-05",
	}]
}

test_s05a_detail_before_a_hit_leaves_only_hit_or_no_hit if {
	asked := signal({"inquiry": {"subject": {"hit": null}}, "attestations": checked})
	verdict := data.sluis.decide with input as asked with data.settings as fixtures.settings
	verdict.outcome == "permit"
	the_norms(verdict) == {"besluit": {"BGP-06"}, "soort": {"BGP-06"}}
	treatments(verdict) == {"besluit": "existence", "soort": "existence"}
}

test_s05b_a_record_of_nine_years_is_no_hit if {
	fetched := object.union(
		hit_asked("TH/controles", "s-address"),
		{"records": [fixtures.record({"ageDays": 3287})]},
	)
	verdict := data.sluis.screen with input as fetched with data.settings as fixtures.settings
	verdict.records == [{"index": 0, "released": false, "treatments": {}, "dropped": [], "norms": ["BGP-07"]}]
}

test_s05b_detail_after_no_hit_is_refused if {
	every source in ["VERG/vergunningen", "TH/controles"] {
		names := asked_sources[source]
		asked := signal({
			"inquiry": {"source": source, "fields": names, "subject": {"hit": false}},
			"attestations": checked,
		})
		verdict := data.sluis.decide with input as asked with data.settings as fixtures.settings
		verdict.outcome == "deny"
		the_norms(verdict) == {name: {"BGP-07"} | some name in names}
	}
}

test_s05b_detail_after_a_hit_is_permitted if {
	asked := signal({"attestations": checked})
	verdict := data.sluis.decide with input as asked with data.settings as fixtures.settings
	verdict.outcome == "permit"
	the_norms(verdict) == {"besluit": {"BGP-05"}, "soort": {"BGP-05"}}
}

test_s05c_hits_do_not_go_to_the_police if {
	every source, _ in asked_sources {
		outward := object.union(
			hit_asked(source, "s-owner"),
			{"inquiry": {"recipient": {"organ": "POL", "department": null}}},
		)
		verdict := data.sluis.decide with input as outward with data.settings as fixtures.settings
		verdict.outcome == "deny"
		the_norms(verdict) == {"hit": {"BGP-08", "BGP-11"}}
	}
}

test_s05c_weighing_4_does_not_open_the_gemeente if {
	outward := signal({
		"inquiry": {"recipient": {"organ": "POL", "department": null}},
		"attestations": array.concat(checked, [object.union(fixtures.w4, {"outcome": "RIEC"})]),
	})
	verdict := data.sluis.decide with input as outward with data.settings as fixtures.settings
	verdict.outcome == "deny"
	the_norms(verdict) == {"besluit": {"BGP-11"}, "soort": {"BGP-11"}}
}

care_fraud := object.union(
	hit_asked("WMO/voorzieningen", "s-pgb"),
	{"attestations": array.concat(checked, [fixtures.pc1("WMO/voorzieningen")])},
)

test_s07_not_even_a_hit_about_social_support if {
	verdict := data.sluis.decide with input as care_fraud with data.settings as fixtures.settings
	verdict.outcome == "deny"
	the_norms(verdict) == {"hit": {"AVG-04", "WMO-01"}}
	treatments(verdict) == {"hit": "withhold"}
}

test_s07_a_claimed_task_of_others_breaks_awb_01_as_well if {
	verdict := data.sluis.decide with input as object.union(care_fraud, {"inquiry": {"task": "Wmo:6.1"}})
		with data.settings as fixtures.settings
	the_norms(verdict) == {"hit": {"AVG-04", "AWB-01", "WMO-01"}}
}

approach := array.concat(array.concat(fixtures.weighed, fixtures.accounted), [fixtures.w3, fixtures.w4, fixtures.pc2a])

garage(attestations) := fixtures.inquiry({"attestations": attestations})

test_s22a_tax_data_stay_secret_without_a_college_decision if {
	verdict := data.sluis.decide with input as garage(approach) with data.settings as fixtures.settings
	verdict.outcome == "deny"
	the_norms(verdict) == {"aanslag_ozb": {"GEM-01"}, "kwijtschelding": {"GEM-01"}}
}

decided := array.concat(approach, [fixtures.college_67])

test_s22b_a_college_decision_and_check_2a_open_the_named_fields if {
	verdict := data.sluis.decide with input as garage(decided) with data.settings as fixtures.settings
	verdict.outcome == "permit"
	the_norms(verdict) == {"aanslag_ozb": {"BGP-09", "GEM-01"}, "kwijtschelding": {"BGP-09", "GEM-01"}}
	treatments(verdict) == {"aanslag_ozb": "release", "kwijtschelding": "release"}
	"LOG" in obligations(verdict)
}

test_s22b_minimisation_decides_the_fields_it_narrows if {
	asked := object.union(garage(decided), {"inquiry": {"fields": ["aanslag_ozb", "bsn", "iban"]}})
	verdict := data.sluis.decide with input as asked with data.settings as fixtures.settings
	verdict.outcome == "permit"
	the_norms(verdict) == {"aanslag_ozb": {"BGP-09", "GEM-01"}, "bsn": {"AVG-02"}, "iban": {"AVG-02"}}
	treatments(verdict) == {"aanslag_ozb": "release", "bsn": "withhold", "iban": "mask"}
}

test_s22b_waits_for_a_drafted_decision_and_for_check_2a if {
	draft := object.union(fixtures.college_67, {"outcome": "draft"})
	waiting := array.concat(
		array.concat(fixtures.weighed, fixtures.accounted),
		[fixtures.w3, fixtures.w4, draft],
	)
	verdict := data.sluis.decide with input as garage(waiting) with data.settings as fixtures.settings
	verdict.outcome == "review"
	the_norms(verdict) == {"aanslag_ozb": {"BGP-09", "GEM-01"}, "kwijtschelding": {"BGP-09", "GEM-01"}}
	{need.attestation | some need in verdict.missing} == {"COLLEGE_67", "PC2A"}
}
