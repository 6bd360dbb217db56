package norms.wjsg.wjsg_01_test

import data.fixtures
import data.norms.wjsg.wjsg_01

permit := {"norm": "WJSG-01", "effect": "permit", "category": "C-JUS"}

record := {"norm": "WJSG-01", "effect": "oblige", "obligation": "RECORD_4Y"}

deny := {"norm": "WJSG-01", "effect": "deny"}

asked(changes) := fixtures.prosecution(changes)

decided(changes) := fixtures.judged(asked(changes), [fixtures.om_decision])

test_denies_without_a_decision_of_the_prosecution_service if {
	wjsg_01.findings == {deny} with input as asked({})
}

test_permits_under_the_decision_and_obliges_to_record_it if {
	wjsg_01.findings == {permit, record} with input as decided({})
	wjsg_01.findings == {permit, record} with input as decided({"inquiry": {"mode": "HITNOHIT", "fields": []}})
}

test_denies_when_the_basis_is_not_claimed if {
	wjsg_01.findings == {deny} with input as decided({"inquiry": {"legalBasis": ["LB-6E"]}})
}

test_denies_when_the_prosecution_service_refused if {
	refused := object.union(fixtures.om_decision, {"outcome": "refused"})
	wjsg_01.findings == {deny} with input as fixtures.judged(asked({}), [refused])
	wjsg_01.findings == {deny} with input as fixtures.judged(asked({}), [fixtures.om_decision, refused])
}

test_denies_without_weighty_interest_or_necessity if {
	every test in ["interest", "necessity"] {
		failed := object.union(fixtures.om_decision, {"details": {test: false}})
		wjsg_01.findings == {deny} with input as fixtures.judged(asked({}), [failed])
	}
}

test_denies_a_decision_about_something_else if {
	every scope in [{"source": "OM/anders"}, {"purpose": "P-HAND"}, {"subject": "s-2"}] {
		elsewhere := object.union(fixtures.om_decision, {"scope": scope})
		wjsg_01.findings == {deny} with input as fixtures.judged(asked({}), [elsewhere])
	}
}

test_denies_a_goal_that_is_not_listed if {
	decision := object.union(fixtures.om_decision, {"scope": {"purpose": "P-VAST"}})
	question := asked({"inquiry": {
		"purpose": "P-VAST",
		"task": "BW:3:14",
		"recipient": {"organ": "COL", "department": "VAST"},
	}})
	wjsg_01.findings == {deny} with input as fixtures.judged(question, [decision])
}

test_denies_a_recipient_without_the_task if {
	wjsg_01.findings == {deny} with input as decided({"inquiry": {"recipient": {"department": "WI"}}})
	wjsg_01.findings == {deny} with input as decided({"inquiry": {"recipient": {"organ": "WOCO", "department": null}}})
}

test_denies_a_question_about_many_or_nobody if {
	wjsg_01.findings == {deny} with input as decided({"inquiry": {"mode": "BULK"}})
	wjsg_01.findings == {deny} with input as decided({"inquiry": {"subject": null}})
	about_nobody := object.union(fixtures.om_decision, {"scope": {"subject": ""}})
	wjsg_01.findings == {deny} with input as fixtures.judged(asked({"inquiry": {"subject": null}}), [about_nobody])
}

test_denies_under_another_regime if {
	wjsg_01.findings == {deny} with input as decided({"inquiry": {"regime": "MONO"}})
	wjsg_01.findings == {deny} with input as decided({"inquiry": {"regime": "BGP"}})
}

test_leaves_a_riec_to_wjsg_02 if {
	wjsg_01.findings == set() with input as asked({"inquiry": {"regime": "WGS"}})
}

test_silent_within_the_prosecution_service if {
	own := {"caller": {"organ": "OM"}, "inquiry": {"recipient": {"organ": "OM", "department": null}}}
	wjsg_01.findings == set() with input as asked(own)
	wjsg_01.findings == {deny} with input as asked(object.remove(own, ["inquiry"]))
	wjsg_01.findings == {deny} with input as asked(object.remove(own, ["caller"]))
}

test_silent_about_other_sources if {
	wjsg_01.findings == set() with input as fixtures.police({})
	elsewhere := object.union(data.facts.sources["OM/zaken"], {"organ": "COL"})
	wjsg_01.findings == set() with input as decided({}) with data.facts.sources as {"OM/zaken": elsewhere}
}

with_another_person := fixtures.record({"persons": [{"field": "betrokkenen", "index": 1, "relation": null}]})

records := [
	with_another_person,
	fixtures.record({"index": 1, "ofSubject": false}),
	fixtures.record({"index": 2, "ofSubject": null}),
]

test_screens_records_of_others_and_persons_inside if {
	wjsg_01.screening == {
		{
			"norm": "WJSG-01",
			"effect": "treat",
			"treatment": "withhold",
			"record": 0,
			"item": {"field": "betrokkenen", "index": 1},
		},
		object.union(deny, {"record": 1}),
		object.union(deny, {"record": 2}),
	} with input as decided({"records": records})
}

test_other_persons_stay_behind_while_the_record_goes if {
	verdict := data.sluis.screen with input as decided({"records": [with_another_person]}) with data.settings as fixtures.settings
	verdict.records == [{
		"index": 0,
		"released": true,
		"treatments": {},
		"dropped": [{"field": "betrokkenen", "index": 1}],
		"norms": ["WJSG-01"],
	}]
}

test_screens_no_other_source if {
	wjsg_01.screening == set() with input as fixtures.police({"records": records})
}
