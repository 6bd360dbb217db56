package norms.wgs.wgs_12_test

import data.fixtures
import data.norms.wgs.wgs_12

deny := {"norm": "WGS-12", "effect": "deny"}

related(relation) := fixtures.riec({"inquiry": {"subject": {"relation": relation}}})

test_denies_somebody_outside_the_circle if {
	wgs_12.findings == {deny} with input as related("OTHER")
}

test_denies_somebody_who_is_not_in_the_case if {
	wgs_12.findings == {deny} with input as related(null)
}

test_silent_about_the_signal_and_its_circle if {
	every relation in ["SIGNAL", "DIRECT", "EMPLOYEE"] {
		wgs_12.findings == set() with input as related(relation)
	}
}

family(relation) := fixtures.riec({"inquiry": {
	"source": "BZ/personen",
	"fields": ["partner_bsn"],
	"subject": {"relation": relation},
}})

test_denies_family_data_of_an_employee if {
	wgs_12.findings == {object.union(deny, {"category": "C-BRP-REL"})} with input as family("EMPLOYEE")
}

test_silent_about_family_data_of_the_circle if {
	wgs_12.findings == set() with input as family("DIRECT")
}

test_denies_a_question_about_nobody if {
	wgs_12.findings == {deny} with input as fixtures.riec({"inquiry": {"subject": null}})
}

test_silent_about_counts if {
	wgs_12.findings == set() with input as fixtures.riec({"inquiry": {
		"source": "RIEC/beelden",
		"fields": ["aantallen"],
		"subject": null,
	}})
}

test_silent_in_another_regime if {
	wgs_12.findings == set() with input as fixtures.inquiry({"inquiry": {"subject": {"relation": "OTHER"}}})
}

fetched(changes) := fixtures.riec({"records": [
	fixtures.record({}),
	fixtures.record(object.union({"index": 1}, changes)),
]})

held_back := {object.union(deny, {"record": 1})}

test_holds_back_a_record_of_somebody_else if {
	wgs_12.screening == held_back with input as fetched({"ofSubject": false})
}

test_holds_back_a_record_that_does_not_say_whose_it_is if {
	wgs_12.screening == held_back with input as fetched({"ofSubject": null})
}

test_holds_back_a_record_of_somebody_else_whatever_the_source_declares if {
	asked := object.union(fetched({"ofSubject": false}), {"inquiry": {"source": "KAD/rechten"}})
	wgs_12.screening == held_back with input as asked
}

test_lets_go_a_record_of_a_source_that_knows_no_subject if {
	asked := object.union(fetched({"ofSubject": null}), {"inquiry": {"source": "KAD/rechten"}})
	wgs_12.screening == set() with input as asked
}

person(index, relation) := {"field": "leidinggevenden", "index": index, "relation": relation}

test_leaves_out_persons_outside_the_circle if {
	persons := [person(0, "SIGNAL"), person(1, null), person(2, "OTHER"), person(3, "DIRECT")]
	wgs_12.screening == {object.union(deny, {"record": 1, "item": {"field": "leidinggevenden", "index": index}}) |
		some index in [1, 2]
	} with input as fetched({"persons": persons})
}

test_lets_go_records_of_the_subject if {
	wgs_12.screening == set() with input as fetched({})
}

test_screens_no_other_regime if {
	asked := object.union(fetched({"ofSubject": false, "persons": [person(0, null)]}), {"inquiry": {"regime": "BGP"}})
	wgs_12.screening == set() with input as asked
}
