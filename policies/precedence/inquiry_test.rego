package sluis.inquiry_test

import data.fixtures

says(findings) := {"stub": {"norm": {"findings": findings}}}

asked := fixtures.inquiry({})

hit_asked := fixtures.inquiry({"inquiry": {"mode": "HITNOHIT", "fields": [], "source": "BZ/personen"}})

permit := {"norm": "BGP-09", "effect": "permit"}

require := {
	"norm": "BGP-09",
	"effect": "require",
	"attestation": "PC2A",
	"scope": {"department": "ONDM"},
	"category": "C-BEL-G",
}

decided(question, findings) := verdict if {
	verdict := data.sluis.decide with input as question with data.norms as says(findings)
}

treated(verdict) := {field.name: field.treatment | some field in verdict.fields}

deciding(verdict) := {field.name: field.norms | some field in verdict.fields}

test_what_nobody_permits_is_withheld_for_want_of_a_basis if {
	verdict := decided(asked, set())
	verdict.outcome == "deny"
	treated(verdict) == {"aanslag_ozb": "withhold", "kwijtschelding": "withhold"}
	deciding(verdict) == {"aanslag_ozb": ["AVG-01"], "kwijtschelding": ["AVG-01"]}
}

test_one_field_may_go_and_another_stay if {
	deny := {"norm": "AVG-04", "effect": "deny", "fields": ["kwijtschelding"]}
	verdict := decided(asked, {permit, deny})
	verdict.outcome == "permit"
	treated(verdict) == {"aanslag_ozb": "release", "kwijtschelding": "withhold"}
	deciding(verdict) == {"aanslag_ozb": ["BGP-09"], "kwijtschelding": ["AVG-04"]}
}

test_deny_before_require_before_treat_before_permit if {
	treat := {"norm": "AVG-02", "effect": "treat", "fields": ["aanslag_ozb"], "treatment": "mask"}
	waits := decided(asked, {permit, require, treat})
	waits.outcome == "review"
	deciding(waits) == {"aanslag_ozb": ["BGP-09"], "kwijtschelding": ["BGP-09"]}
	waits.missing == [{"attestation": "PC2A", "scope": {"department": "ONDM"}, "roles": ["R-PRIV"], "norm": "BGP-09"}]
	refused := decided(asked, {permit, require, treat, {"norm": "GEM-01", "effect": "deny"}})
	refused.outcome == "deny"
	refused.missing == []
	deciding(decided(asked, {permit, treat})) == {"aanslag_ozb": ["AVG-02"], "kwijtschelding": ["BGP-09"]}
}

treat(treatment) := {"norm": "AVG-02", "effect": "treat", "fields": ["aanslag_ozb"], "treatment": treatment}

test_of_two_treatments_the_stricter_wins if {
	every pair in [
		["mask", "withhold", "withhold"],
		["generalise", "mask", "generalise"],
		["pseudonymise", "existence", "existence"],
	] {
		verdict := decided(asked, {permit, treat(pair[0]), treat(pair[1])})
		treated(verdict).aanslag_ozb == pair[2]
	}
}

test_all_fields_withheld_is_no_permit if {
	withhold := {"norm": "AVG-02", "effect": "treat", "category": "C-BEL-G", "treatment": "withhold"}
	decided(asked, {permit, withhold}).outcome == "deny"
}

test_a_question_about_existence_covers_every_category if {
	verdict := decided(hit_asked, {permit})
	verdict.outcome == "permit"
	verdict.fields == [{"name": "hit", "treatment": "existence", "waiting": false, "norms": ["BGP-09"]}]
	closed := decided(hit_asked, {permit, {"norm": "AVG-04", "effect": "deny", "category": "C-BRP-REL"}})
	closed.outcome == "deny"
	closed.fields == [{"name": "hit", "treatment": "withhold", "waiting": false, "norms": ["AVG-04"]}]
}

test_a_deny_may_leave_existence_alone if {
	deny := {"norm": "AVG-04", "effect": "deny", "category": "C-BRP-REL", "existence": false}
	decided(hit_asked, {permit, deny}).outcome == "permit"
}

test_a_question_about_existence_waits_as_a_whole if {
	waits := object.union(require, {"category": "C-BRP-ID"})
	verdict := decided(hit_asked, {permit, waits})
	verdict.outcome == "review"
	verdict.fields == [{"name": "hit", "treatment": "withhold", "waiting": true, "norms": ["BGP-09"]}]
}

test_obligations_accumulate_also_beside_a_deny if {
	verdict := decided(asked, {
		{"norm": "BGP-04", "effect": "deny"},
		{"norm": "BGP-04", "effect": "oblige", "obligation": "DESTROY"},
		{"norm": "AVG-06", "effect": "oblige", "obligation": "LOG"},
	})
	verdict.obligations == [{"norm": "AVG-06", "obligation": "LOG"}, {"norm": "BGP-04", "obligation": "DESTROY"}]
}

# A question without a subject still counts judgements that are not about one.
test_a_judgement_counts_for_a_question_without_a_subject if {
	question := fixtures.judged(fixtures.inquiry({"inquiry": {"subject": null}}), [fixtures.college_67])
	["COLLEGE_67", "C-BEL-G"] in data.lib.met with input as question
}

test_where_nothing_is_asked_the_refusal_says_why if {
	nothing := object.union(asked, {"inquiry": {"mode": "RENEW", "fields": []}})
	verdict := decided(nothing, {permit})
	verdict.outcome == "deny"
	verdict.findings == [permit, {"norm": "AVG-01", "effect": "deny"}]
	deny := {"norm": "AVG-04", "effect": "deny"}
	decided(nothing, {deny}).findings == [deny]
	decided(asked, {permit}).findings == [permit]
}

test_a_dataset_that_does_not_exist_is_refused_with_a_reason if {
	unknown := object.union(hit_asked, {"inquiry": {"source": "ONBEKEND/bron"}})
	deciding(decided(unknown, {permit})) == {"hit": ["AVG-01"]}
	deciding(decided(unknown, {{"norm": "AVG-04", "effect": "deny"}})) == {"hit": ["AVG-04"]}
}
