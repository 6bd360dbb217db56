package norms.wpg.wpg_01_test

import data.fixtures
import data.norms.wpg.wpg_01

permit := {{"norm": "WPG-01", "effect": "permit", "category": "C-POL8"}}

deny(category) := {{"norm": "WPG-01", "effect": "deny", "category": category}}

test_permits_the_mayor_for_public_order if {
	every pair in [["P-13B", "Opiumwet:13b"], ["P-OO", "Politiewet:11"], ["P-174A", "Gemeentewet:174a"]] {
		wpg_01.findings == permit with input as fixtures.police({"inquiry": {"purpose": pair[0], "task": pair[1]}})
	}
}

test_permits_hit_or_no_hit if {
	wpg_01.findings == permit with input as fixtures.police({"inquiry": {"mode": "HITNOHIT", "fields": []}})
}

test_denies_a_file_of_many if {
	wpg_01.findings == deny("C-POL8") with input as fixtures.police({"inquiry": {"mode": "BULK"}})
}

test_denies_another_purpose if {
	wpg_01.findings == deny("C-POL8") with input as fixtures.police({"inquiry": {"purpose": "P-VERG"}})
	wpg_01.findings == deny("C-POL8") with input as fixtures.police({"inquiry": {"purpose": null}})
}

test_denies_the_college if {
	wpg_01.findings == deny("C-POL8") with input as fixtures.police({"caller": {"organ": "COL"}})
	wpg_01.findings == deny("C-POL8") with input as fixtures.police({"inquiry": {"recipient": {"organ": "COL"}}})
	wpg_01.findings == deny("C-POL8") with input as fixtures.police({"inquiry": {
		"task": "APV:handhaving",
		"recipient": {"organ": "COL"},
	}})
}

test_denies_a_department_that_does_not_work_on_the_task if {
	wpg_01.findings == deny("C-POL8") with input as fixtures.police({"inquiry": {"recipient": {"department": "VERG"}}})
	wpg_01.findings == deny("C-POL8") with input as fixtures.police({"inquiry": {"recipient": {"department": null}}})
}

test_denies_when_the_basis_is_not_claimed if {
	wpg_01.findings == deny("C-POL8") with input as fixtures.police({"inquiry": {"legalBasis": ["LB-6E"]}})
}

test_denies_without_a_reason_why_it_is_needed if {
	wpg_01.findings == deny("C-POL8") with input as fixtures.police({"inquiry": {"reasoned": {"necessity": false}}})
}

test_denies_data_of_investigations if {
	wpg_01.findings == deny("C-POL9") with input as fixtures.police({"inquiry": {
		"source": "POL/onderzoeken",
		"fields": ["bevinding"],
	}})
}

test_denies_data_of_the_marechaussee if {
	wpg_01.findings == deny("C-POL8") with input as fixtures.police({"inquiry": {"source": "KMAR/registraties"}})
}

test_denies_under_a_protocol_that_opens_nothing if {
	wpg_01.findings == deny("C-POL8") with input as fixtures.police({
		"inquiry": {"regime": "BGP", "purpose": "P-BGP-SIG"},
		"case": object.union(fixtures.the_case, {"state": "B3"}),
	})
}

test_silent_where_another_route_carries if {
	agreed := fixtures.judged(fixtures.police(fixtures.supervision), [fixtures.agreement])
	wpg_01.findings == set() with input as agreed
	wpg_01.findings == set() with input as fixtures.police({"inquiry": {"legalBasis": ["LB-WPG19"]}})
	wpg_01.findings == set() with input as fixtures.judged(
		fixtures.police({"inquiry": {"legalBasis": ["LB-WPG20-1"]}}),
		[fixtures.partnership],
	)
}

test_leaves_a_riec_to_the_act_on_partnerships if {
	wpg_01.findings == set() with input as fixtures.riec({"inquiry": {"source": "POL/registraties", "fields": ["plaats"]}})
}

test_silent_about_questions_of_other_participants if {
	wpg_01.findings == set() with input as fixtures.police({"caller": {"organ": "OM"}})
}

test_denies_an_organ_that_no_table_knows if {
	wpg_01.findings == deny("C-POL8") with input as fixtures.police({"caller": {"organ": "XXX"}})
}

test_silent_about_other_sources if {
	wpg_01.findings == set() with input as fixtures.inquiry({})
}

changed(changes) := {"POL/registraties": object.union(data.facts.sources["POL/registraties"], changes)}

# What somebody else received is a matter of who may pass it on; what the police hold besides, of its own secrecy.
test_silent_about_other_holders_and_other_categories if {
	wpg_01.findings == set() with input as fixtures.police({}) with data.facts.sources as changed({"organ": "BGM"})
	every category in ["C-VRT", "C-POL12"] {
		wpg_01.findings == set() with input as fixtures.police({"inquiry": {"fields": ["plaats"]}})
			with data.facts.sources as changed({"fields": {"plaats": {"category": category}}})
	}
}

records := [fixtures.record({"index": index, "wpgArticle": article}) |
	some index, article in ["8", "13", "9", "12", null]
]

held_back(asked) := {records[finding.record].wpgArticle |
	some finding in wpg_01.screening with input as object.union(asked, {"records": records})
	finding == {"norm": "WPG-01", "effect": "deny", "record": finding.record}
}

test_screens_what_is_not_kept_under_article_8_or_13 if {
	held_back(fixtures.police({})) == {"9", "12", null}
}

test_screens_nothing_that_another_route_carries if {
	held_back(fixtures.police({"inquiry": {"legalBasis": ["LB-WPG19"]}})) == set()
}
