package norms.wpg.wpg_03_test

import data.fixtures
import data.norms.wpg.wpg_03

permit(category) := {"norm": "WPG-03", "effect": "permit", "category": category}

deny := {"norm": "WPG-03", "effect": "deny", "category": "C-POL8"}

require := {
	"norm": "WPG-03",
	"effect": "require",
	"attestation": "SPECIAL_CASE",
	"scope": {"source": "POL/registraties", "purpose": "P-13B", "subject": "s-1"},
	"category": "C-POL8",
}

asked(changes) := object.union(fixtures.police({"inquiry": {"legalBasis": ["LB-WPG19"]}}), changes)

agreement := fixtures.special_case("POL/registraties", "P-13B")

test_waits_for_the_authority if {
	wpg_03.findings == {permit("C-POL8"), require} with input as asked({})
}

test_permits_a_special_case if {
	wpg_03.findings == {permit("C-POL8")} with input as fixtures.judged(asked({}), [agreement])
	wpg_03.findings == {permit("C-POL8")} with input as fixtures.judged(
		asked({"inquiry": {"mode": "HITNOHIT", "fields": []}}),
		[agreement],
	)
}

test_waits_when_the_judgement_is_about_something_else if {
	every scope in [{"source": "POL/onderzoeken"}, {"purpose": "P-OO"}, {"subject": "s-2"}] {
		elsewhere := object.union(agreement, {"scope": scope})
		require in wpg_03.findings with input as fixtures.judged(asked({}), [elsewhere])
	}
}

test_waits_when_the_asker_judged_alone if {
	own := object.union(agreement, {"by": "p-asker"})
	require in wpg_03.findings with input as fixtures.judged(asked({}), [own])
}

test_denies_when_the_authority_refused_or_the_case_is_not_special if {
	every change in [{"outcome": "refused"}, {"details": {"special": false}}] {
		deny in wpg_03.findings with input as fixtures.judged(asked({}), [object.union(agreement, change)])
	}
}

# Any police data: of investigations too, and those of boa's.
test_carries_all_categories_of_the_basis if {
	investigation := {"inquiry": {"source": "POL/onderzoeken", "fields": ["bevinding"]}}
	permit("C-POL9") in wpg_03.findings with input as asked(investigation)
	permit("C-BOA") in wpg_03.findings with input as asked({"inquiry": {
		"source": "BOA/processen-verbaal",
		"fields": ["feitcode"],
	}})
}

test_carries_help_and_supervision if {
	every pair in [["P-TOEZ", "TH", "BGM", "Alcoholwet:41"], ["P-WMO", "WMO", "COL", "Wmo:2.1.1"]] {
		question := {"inquiry": {
			"purpose": pair[0],
			"task": pair[3],
			"recipient": {"organ": pair[2], "department": pair[1]},
		}}
		permit("C-POL8") in wpg_03.findings with input as asked(question)
	}
}

detection(organ) := asked({"inquiry": {
	"purpose": "P-OPSP",
	"task": "Politiewet:4",
	"recipient": {"organ": organ, "department": null},
}})

test_carries_a_task_of_a_whole_organ if {
	permit("C-POL8") in wpg_03.findings with input as detection("KMAR")
	wpg_03.findings == {deny} with input as detection("FIOD")
}

test_denies_another_goal if {
	wpg_03.findings == {deny} with input as asked({"inquiry": {"purpose": "P-VERG"}})
}

test_denies_a_recipient_without_the_task if {
	wpg_03.findings == {deny} with input as asked({"inquiry": {"recipient": {"organ": "WOCO", "department": null}}})
}

test_denies_a_question_about_many_or_nobody if {
	wpg_03.findings == {deny} with input as asked({"inquiry": {"mode": "BULK"}})
	wpg_03.findings == {deny} with input as asked({"inquiry": {"subject": null}})
}

# Another route carries it: naming Wpg 19 too makes nobody wait, and a refusal of it takes nothing away.
test_closes_nothing_beside_a_route_that_carries if {
	beside := asked({"inquiry": {"legalBasis": ["LB-WPG16B", "LB-WPG19"]}})
	wpg_03.findings == {permit("C-POL8")} with input as beside
	refused := object.union(agreement, {"outcome": "refused"})
	wpg_03.findings == {permit("C-POL8")} with input as fixtures.judged(beside, [refused])
	wpg_03.findings == set() with input as object.union(beside, {"inquiry": {"subject": {"key": ""}}})
}

test_silent_about_what_others_hold if {
	held := fixtures.report({"inquiry": {"regime": "BILATERAL", "legalBasis": ["LB-WPG19"]}})
	wpg_03.findings == set() with input as held
}

test_silent_when_the_basis_is_not_claimed if {
	wpg_03.findings == set() with input as fixtures.police({})
	refused := object.union(agreement, {"outcome": "refused"})
	wpg_03.findings == set() with input as fixtures.judged(fixtures.police({}), [refused])
}

test_silent_about_other_sources_and_in_a_riec if {
	wpg_03.findings == set() with input as asked({"inquiry": {"source": "VERG/vergunningen", "fields": ["besluit"]}})
	wpg_03.findings == set() with input as asked({"inquiry": {"regime": "WGS"}})
}

records := [fixtures.record({"index": index, "wpgArticle": article}) |
	some index, article in ["8", "9", "10a", "10c", "13", "10b", "12", null]
]

held_back(question) := {records[finding.record].wpgArticle |
	some finding in wpg_03.screening with input as object.union(question, {"records": records})
	finding == {"norm": "WPG-03", "effect": "deny", "record": finding.record}
}

test_screens_articles_outside_the_basis if {
	held_back(asked({})) == {"10b", "12", null}
}

test_screens_nothing_when_the_basis_is_not_claimed if {
	held_back(fixtures.police({})) == set()
}
