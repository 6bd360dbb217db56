package norms.bib.bib_04_test

import data.fixtures
import data.norms.bib.bib_04

asked(fields, age) := fixtures.bibob({
	"inquiry": {"fields": fields},
	"records": [fixtures.record({"ageDays": age})],
})

advice := ["conclusie_eigen_onderzoek", "leningen", "mate_van_gevaar"]

deny := {"norm": "BIB-04", "effect": "deny", "record": 0}

test_obliges_to_inform_and_hear_the_person if {
	oblige := {"norm": "BIB-04", "effect": "oblige", "obligation": "INFORM_AND_HEAR"}
	bib_04.findings == {oblige} with input as asked(advice, 0)
}

test_screens_nothing_within_the_term if {
	every age in [0, 730] {
		bib_04.screening == set() with input as asked(advice, age)
	}
}

test_holds_back_advice_past_the_term_and_nothing_else if {
	stays := object.union(deny, {"fields": ["conclusie_eigen_onderzoek", "mate_van_gevaar"]})
	every age in [731, null] {
		bib_04.screening == {stays} with input as asked(advice, age)
	}
}

test_advice_past_the_term_is_no_hit if {
	hit := object.union(asked([], 731), {"inquiry": {"mode": "HITNOHIT"}})
	bib_04.screening == {deny} with input as hit
}

test_silent_about_what_the_person_answered if {
	bib_04.findings == set() with input as asked(["leningen"], 731)
	bib_04.screening == set() with input as asked(["leningen"], 731)
}

test_silent_about_other_data if {
	other := fixtures.inquiry({"records": [fixtures.record({"ageDays": 731})]})
	bib_04.findings == set() with input as other
	bib_04.screening == set() with input as other
}
