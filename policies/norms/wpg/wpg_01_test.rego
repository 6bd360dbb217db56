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

# A special case that was agreed to, and a decided partnership, carry more articles: naming this route too closes nothing.
test_screens_nothing_that_goes_by_a_wider_route_beside_it if {
	agreed := fixtures.special_case("POL/registraties", "P-13B")
	incidental := fixtures.police({"inquiry": {"legalBasis": ["LB-WPG16B", "LB-WPG19"]}})
	held_back(incidental) == {"9", "12", null}
	held_back(fixtures.judged(incidental, [agreed])) == set()
	together := fixtures.police({"inquiry": {"legalBasis": ["LB-WPG16B", "LB-WPG20-1"]}})
	held_back(fixtures.judged(together, [fixtures.partnership])) == set()
}

# S02: a report that the mayor received goes on to a department that works on the decision.
held(names, changes) := object.union(fixtures.report({"inquiry": {"fields": names}}), changes)

both := ["bewoner/geslachtsnaam", "rapport/korte_omschrijving"]

speaks(effect, names) := object.union({"norm": "WPG-01", "effect": effect}, {"fields": names})

test_permits_what_the_mayor_received_for_public_order if {
	every department in ["OOV", "JZ"] {
		for_it := {"caller": {"department": department}, "inquiry": {"recipient": {"department": department}}}
		wpg_01.findings == {speaks("permit", both)} with input as held(both, for_it)
	}
	wpg_01.findings == {speaks("permit", ["C-BRP-ID", "C-POL8"])} with input as held([], {"inquiry": {"mode": "HITNOHIT"}})
}

test_no_permit_for_what_another_article_covers_or_the_marechaussee_gave if {
	every change in [{"wpgArticle": "9"}, {"wpgArticle": null}, {"origin": "KMAR"}] {
		other := {"holding": {"parts": {"bewoner": change}}}
		wpg_01.findings == {speaks("permit", ["rapport/korte_omschrijving"])} with input as held(both, other)
	}
}

test_denies_what_was_received_for_another_purpose if {
	other := {"holding": {"parts": {"bewoner": {"receivedFor": ["P-OO"]}}}}
	wpg_01.findings == {
		speaks("permit", ["rapport/korte_omschrijving"]),
		speaks("deny", ["bewoner/geslachtsnaam"]),
	} with input as held(both, other)
}

test_denies_who_has_no_such_task if {
	every change in [
		{"caller": {"organ": "COL"}},
		{"caller": {"department": "VERG"}},
		{"inquiry": {"recipient": {"department": "TH"}}},
		{"inquiry": {"recipient": {"organ": "WOCO", "department": null}}},
		{"inquiry": {"regime": "BGP"}},
	] {
		wpg_01.findings == {speaks("deny", both)} with input as held(both, change)
	}
}

# Kept to its purpose by another task of the gemeente: WPG-06 carries that.
test_silent_about_what_others_keep_to_its_purpose if {
	supervision := {
		"caller": {"department": "TH"},
		"inquiry": {"purpose": "P-TOEZ", "task": "Alcoholwet:41", "recipient": {"department": "TH"}},
		"holding": {"parts": {
			"rapport": {"receivedFor": ["P-TOEZ"]},
			"bewoner": {"receivedFor": ["P-TOEZ"]},
		}},
	}
	wpg_01.findings == set() with input as held(both, supervision)
}

test_silent_about_what_is_held_of_others if {
	own := {"holding": {"parts": {"rapport": {"origin": "COL"}, "bewoner": {"origin": "OM"}}}}
	wpg_01.findings == set() with input as held(both, own)
	participant := {"caller": {"organ": "POL", "department": null}}
	wpg_01.findings == set() with input as held(both, participant)
	wpg_01.findings == set() with input as fixtures.result({"inquiry": {"fields": ["politie/plaats"]}})
}
