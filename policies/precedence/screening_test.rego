package sluis.screening_test

import data.fixtures

says(findings) := {"stub": {"norm": {"screening": findings}}}

record(index) := {
	"index": index,
	"wpgArticle": null,
	"ageDays": 10,
	"brpSecret": null,
	"ofSubject": true,
	"persons": [],
}

asked := object.union(fixtures.inquiry({}), {"records": [record(0), record(1)]})

screened(findings) := verdict if {
	verdict := data.sluis.screen with input as asked with data.norms as says(findings)
}

let_go(index) := {"index": index, "released": true, "treatments": {}, "dropped": [], "norms": []}

test_silence_lets_every_record_go if {
	verdict := screened(set())
	verdict.records == [let_go(0), let_go(1)]
	verdict.canary == asked.now
}

test_a_record_stays_behind_while_another_goes if {
	verdict := screened({{"norm": "BGP-07", "effect": "deny", "record": 0}})
	verdict.records == [object.union(let_go(0), {"released": false, "norms": ["BGP-07"]}), let_go(1)]
}

test_a_field_is_treated_by_the_stricter_of_two if {
	verdict := screened({
		{"norm": "BRP-03", "effect": "treat", "record": 1, "fields": ["aanslag_ozb"], "treatment": "mask"},
		{"norm": "AVG-04", "effect": "deny", "record": 1, "fields": ["aanslag_ozb"]},
	})
	verdict.records[1].released
	verdict.records[1].treatments == {"aanslag_ozb": "withhold"}
	verdict.records[1].norms == ["AVG-04", "BRP-03"]
}

test_a_person_inside_a_record_is_left_out if {
	item := {"field": "huishouden", "index": 2}
	verdict := screened({{"norm": "WGS-12", "effect": "deny", "record": 1, "item": item}})
	verdict.records[1].released
	verdict.records[1].dropped == [item]
}

oblige(index) := {"norm": "BRP-03", "effect": "oblige", "record": index, "obligation": "PASS_NOTE"}

test_only_a_record_that_goes_obliges if {
	deny := {"norm": "BGP-07", "effect": "deny", "record": 0}
	screened({oblige(0), deny}).obligations == []
	screened({oblige(1), deny}).obligations == [{"norm": "BRP-03", "obligation": "PASS_NOTE"}]
}
