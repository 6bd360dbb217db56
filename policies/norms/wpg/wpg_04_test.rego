package norms.wpg.wpg_04_test

import data.fixtures
import data.norms.wpg.wpg_04

permit(category) := {{"norm": "WPG-04", "effect": "permit", "category": category}}

deny := {{"norm": "WPG-04", "effect": "deny", "category": "C-POL8"}}

asked(changes) := object.union(fixtures.police({"inquiry": {"legalBasis": ["LB-WPG20-1"]}}), changes)

decided(changes) := fixtures.judged(asked(changes), [fixtures.partnership])

test_permits_under_a_complete_decision if {
	wpg_04.findings == permit("C-POL8") with input as decided({})
	wpg_04.findings == permit("C-POL9") with input as decided({"inquiry": {
		"source": "POL/onderzoeken",
		"fields": ["bevinding"],
	}})
}

test_denies_without_a_decision if {
	wpg_04.findings == deny with input as asked({})
}

test_denies_a_decision_that_misses_a_part if {
	every part, _ in fixtures.six_parts {
		incomplete := object.union(fixtures.partnership, {"details": {part: false}})
		wpg_04.findings == deny with input as fixtures.judged(asked({}), [incomplete])
	}
}

test_denies_two_decisions_that_contradict_each_other if {
	incomplete := object.union(fixtures.partnership, {"details": {"goal": false}})
	wpg_04.findings == deny with input as fixtures.judged(asked({}), [fixtures.partnership, incomplete])
}

test_denies_what_the_decision_does_not_name if {
	every scope in [{"department": "JZ"}, {"organ": "KMAR"}, {"purpose": "P-OO"}] {
		elsewhere := object.union(fixtures.partnership, {"scope": scope})
		wpg_04.findings == deny with input as fixtures.judged(asked({}), [elsewhere])
	}
}

test_denies_a_recipient_outside_the_gemeente if {
	wpg_04.findings == deny with input as decided({"inquiry": {"recipient": {"organ": "WOCO", "department": null}}})
	wpg_04.findings == deny with input as decided({"inquiry": {"recipient": {"organ": "WOCO"}}})
}

test_denies_a_file_of_many if {
	wpg_04.findings == deny with input as decided({"inquiry": {"mode": "BULK"}})
}

test_closes_nothing_beside_a_route_that_carries if {
	wpg_04.findings == set() with input as asked({"inquiry": {"legalBasis": ["LB-WPG16B", "LB-WPG20-1"]}})
}

test_silent_when_the_basis_is_not_claimed if {
	wpg_04.findings == set() with input as fixtures.police({})
}

test_silent_about_other_sources_and_in_a_riec if {
	wpg_04.findings == set() with input as asked({"inquiry": {"source": "VERG/vergunningen", "fields": ["besluit"]}})
	wpg_04.findings == set() with input as asked({"inquiry": {"regime": "WGS"}})
}

records := [fixtures.record({"index": index, "wpgArticle": article}) |
	some index, article in ["8", "9", "10a", "10c", "13", "10b", "12", null]
]

held_back(question) := {records[finding.record].wpgArticle |
	some finding in wpg_04.screening with input as object.union(question, {"records": records})
	finding == {"norm": "WPG-04", "effect": "deny", "record": finding.record}
}

test_screens_articles_outside_the_basis if {
	held_back(decided({})) == {"10b", "12", null}
}

test_screens_nothing_when_the_basis_is_not_claimed if {
	held_back(fixtures.police({})) == set()
}
