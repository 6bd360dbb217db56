package norms.wpg.wpg_05_test

import data.fixtures
import data.norms.wpg.wpg_05

deny := {"norm": "WPG-05", "effect": "deny"}

deny_category(category) := object.union(deny, {"category": category})

asked(source, state, activity) := fixtures.riec({
	"case": {"state": state, "activity": activity},
	"inquiry": {"source": source, "fields": ["rol"]},
})

agreed(source, state, activity) := fixtures.judged(asked(source, state, activity), [fixtures.authority_agreed("POL")])

test_denies_without_the_authority if {
	wpg_05.findings == {deny} with input as asked("POL/registraties", "R3", "CASUS")
}

test_denies_when_the_authority_refused if {
	refused := object.union(fixtures.authority_agreed("POL"), {"outcome": "refused"})
	wpg_05.findings == {deny} with input as fixtures.judged(asked("POL/registraties", "R3", "CASUS"), [refused])
}

test_denies_when_another_authority_agreed if {
	wpg_05.findings == {deny} with input as agreed("KMAR/registraties", "R3", "CASUS")
}

test_denies_against_weighty_reasons if {
	attestations := [fixtures.authority_agreed("POL"), fixtures.veto("POL/registraties")]
	wpg_05.findings == {deny} with input as fixtures.judged(asked("POL/registraties", "R3", "CASUS"), attestations)
}

test_silent_when_the_authority_agreed if {
	every state in ["R3", "R4", "R5"] {
		wpg_05.findings == set() with input as agreed("POL/registraties", state, "CASUS")
	}
	wpg_05.findings == set() with input as agreed("POL/registraties", "R3", "SCAN")
}

test_denies_article_8_in_another_state if {
	every state in ["R0", "R1", "R2", "R6", "R7", "R8"] {
		wpg_05.findings == {deny_category("C-POL8")} with input as agreed("POL/registraties", state, "CASUS")
	}
}

test_denies_article_9_before_the_third_phase_and_for_a_scan if {
	wpg_05.findings == {deny_category("C-POL9")} with input as agreed("POL/onderzoeken", "R3", "CASUS")
	wpg_05.findings == {deny_category("C-POL9")} with input as agreed("POL/onderzoeken", "R4", "SCAN")
	wpg_05.findings == set() with input as agreed("POL/onderzoeken", "R4", "CASUS")
}

boa := fixtures.riec({"inquiry": {"source": "BOA/processen-verbaal", "fields": ["feitcode"]}})

test_denies_data_of_a_boa_without_the_authority if {
	wpg_05.findings == {deny} with input as boa
}

test_silent_about_data_of_a_boa_when_the_authority_agreed if {
	wpg_05.findings == set() with input as fixtures.judged(boa, [fixtures.authority_agreed("COL")])
}

test_silent_about_others if {
	wpg_05.findings == set() with input as fixtures.riec({})
}

test_silent_in_another_regime if {
	bilateral := object.union(asked("POL/registraties", "R3", "CASUS"), {"inquiry": {"regime": "BILATERAL"}})
	wpg_05.findings == set() with input as bilateral
}

# Articles of the records that stay behind.
held_back(state, activity) := {record.wpgArticle |
	some record in all_articles
	some finding in wpg_05.screening with input as object.union(
		asked("POL/registraties", state, activity),
		{"records": all_articles},
	)
	finding == object.union(deny, {"record": record.index})
}

all_articles := [fixtures.record({"index": index, "wpgArticle": article}) |
	some index, article in ["8", "13", "9", "10a", "10c", "10b", "12", null]
]

test_screens_the_articles_of_the_second_phase if {
	held_back("R3", "CASUS") == {"9", "10a", "10c", "10b", "12", null}
}

test_screens_the_articles_of_the_third_phase if {
	held_back("R4", "CASUS") == {"10b", "12", null}
	held_back("R5", "KNELPUNT") == {"10b", "12", null}
}

test_screens_the_articles_of_a_scan if {
	held_back("R4", "SCAN") == {"9", "10a", "10c", "10b", "12", null}
}

test_screens_everything_in_another_state if {
	count(held_back("R2", "CASUS")) == 8
}

test_screens_no_other_source if {
	wpg_05.screening == set() with input as fixtures.riec({"records": all_articles})
}

# A result is no provision into the RIEC.
test_silent_about_a_result if {
	asked := fixtures.result({"holding": {"organ": "POL"}, "inquiry": {"fields": ["politie/plaats"]}})
	wpg_05.findings == set() with input as asked
	boas := {"holding": {"fields": {"politie/plaats": {"category": "C-BOA"}}}}
	wpg_05.findings == set() with input as object.union(asked, boas)
	deny in wpg_05.findings with input as object.union(asked, {"holding": {"kind": "DOCUMENT"}})
}

# Who holds it now does not matter: its origin is who provided it.
document(changes) := fixtures.riec({
	"holding": fixtures.holding(
		"DOCUMENT",
		{"rapport": fixtures.part(changes)},
		{"rapport/plaats": {"part": "rapport", "name": "plaats", "category": "C-POL8"}},
	),
	"inquiry": {"source": "holding/1", "fields": ["rapport/plaats"]},
})

closed := {object.union(deny, {"fields": ["rapport/plaats"]})}

said(changes, judgements) := found if {
	found := wpg_05.findings with input as fixtures.judged(document(changes), judgements)
}

agreed_by(organ) := [fixtures.authority_agreed(organ)]

test_denies_what_others_hold_of_the_police_without_agreement if {
	said({}, []) == closed
	said({}, agreed_by("KMAR")) == closed
	said({}, agreed_by("BGM")) == closed
	refused := object.union(fixtures.authority_agreed("POL"), {"outcome": "refused"})
	said({}, [fixtures.authority_agreed("POL"), refused]) == closed
	said({}, agreed_by("POL")) == set()
	said({"origin": "KMAR"}, agreed_by("KMAR")) == set()
}

test_denies_what_others_hold_under_an_article_that_is_not_open if {
	every changes in [{"wpgArticle": "9"}, {"wpgArticle": "10a"}, {"category": "C-POL9"}] {
		said(changes, agreed_by("POL")) == closed
	}
	said({"category": "C-BOA", "origin": "COL", "wpgArticle": null}, agreed_by("COL")) == closed
	said({"category": "C-BOA", "origin": "COL"}, agreed_by("COL")) == set()
}

test_silent_about_what_others_hold_of_others_and_elsewhere if {
	said({"category": "C-TOEZ", "origin": "COL", "wpgArticle": null}, []) == set()
	bilateral := object.union(document({}), {"inquiry": {"regime": "BILATERAL"}})
	wpg_05.findings == set() with input as bilateral
}

brought(state, activity, changes) := object.union(
	document(changes),
	{
		"inquiry": null, "act": fixtures.act("hold", {}).act,
		"case": {"state": state, "activity": activity},
	},
)

test_nothing_comes_in_under_an_article_that_is_not_open if {
	every state in ["R0", "R1", "R2", "R6", "R7"] {
		wpg_05.acts == {deny} with input as brought(state, "CASUS", {})
	}
	wpg_05.acts == set() with input as brought("R3", "CASUS", {})
	wpg_05.acts == {deny} with input as brought("R3", "CASUS", {"category": "C-POL9", "wpgArticle": "9"})
	wpg_05.acts == set() with input as brought("R4", "CASUS", {"category": "C-POL9", "wpgArticle": "9"})
	wpg_05.acts == {deny} with input as brought("R4", "SCAN", {"wpgArticle": "9"})
	every article in ["12", "10b", "12a", null] {
		wpg_05.acts == {deny} with input as brought("R4", "CASUS", {"wpgArticle": article})
	}
}
