package norms.brp.brp_03_test

import data.fixtures
import data.norms.brp.brp_03

pass_note := {{"norm": "BRP-03", "effect": "oblige", "record": 0, "obligation": "PASS_NOTE"}}

held_back := {{"norm": "BRP-03", "effect": "deny", "record": 0}}

fetched(secret) := fixtures.inquiry({
	"inquiry": {"source": "BZ/personen", "fields": ["adres"]},
	"records": [fixtures.record({"brpSecret": secret})],
})

to(organ, question) := object.union(question, {"inquiry": {
	"regime": "BILATERAL",
	"recipient": {"organ": organ, "department": null},
}})

test_the_note_travels_to_a_department if {
	brp_03.screening == pass_note with input as fetched(true)
}

test_the_note_travels_to_another_authority if {
	brp_03.screening == pass_note with input as to("POL", fetched(true))
}

test_the_record_does_not_go_to_a_third_party if {
	brp_03.screening == held_back with input as to("WOCO", fetched(true))
}

test_a_record_that_does_not_say_counts_as_secret if {
	brp_03.screening == pass_note with input as fetched(null)
	brp_03.screening == held_back with input as to("WOCO", fetched(null))
}

test_an_unknown_recipient_is_a_third_party if {
	brp_03.screening == held_back with input as to("ONBEKEND", fetched(true))
}

test_silent_without_a_note if {
	brp_03.screening == set() with input as fetched(false)
	brp_03.screening == set() with input as to("WOCO", fetched(false))
}

test_silent_about_a_source_without_notes if {
	brp_03.screening == set() with input as object.union(fetched(null), {"inquiry": {"source": "VERG/vergunningen"}})
}

test_says_which_record if {
	two := object.union(fetched(true), {"records": [fixtures.record({}), fixtures.record({"index": 1, "brpSecret": true})]})
	brp_03.screening == {{"norm": "BRP-03", "effect": "deny", "record": 1}} with input as to("WOCO", two)
}

third_party := to("WOCO", object.union(fetched(false), {"inquiry": {"purpose": "P-VAST", "legalBasis": ["LB-BRP39"]}}))

ordinance := fixtures.attestation("DOC_ORDINANCE", "recorded", {"purpose": "P-VAST"}, {"reference": "V-1"})

test_denies_a_third_party_without_an_ordinance if {
	brp_03.findings == {{"norm": "BRP-03", "effect": "deny", "category": "C-BRP-ADR"}} with input as third_party
}

under_the_ordinance(changes) := fixtures.judged(
	object.union(
		object.union(third_party, {
			"caller": {"organ": "COL", "department": "VAST"},
			"inquiry": {"task": "BW:3:14", "namesCase": false, "fields": ["adres", "geslachtsnaam", "geboortedatum"]},
		}),
		changes,
	),
	[ordinance],
)

permit(names) := {{"norm": "BRP-03", "effect": "permit", "fields": names}}

test_permits_the_fixed_set_to_a_third_party_under_an_ordinance if {
	brp_03.findings == permit(["adres", "geslachtsnaam"]) with input as under_the_ordinance({})
}

test_permits_nothing_outside_the_set_or_about_existence if {
	every change in [
		{"fields": ["geboortedatum"]},
		{"mode": "HITNOHIT", "fields": []},
		{"mode": "BULK"},
		{"namesCase": true},
		{"reasoned": {"necessity": false}},
		{"task": "Gemeentewet:172"},
	] {
		findings := brp_03.findings with input as under_the_ordinance({"inquiry": change})
		{finding | some finding in findings; finding.effect == "permit"} == set()
	}
}

test_permits_nobody_but_the_college if {
	brp_03.findings == set() with input as under_the_ordinance({"caller": {"organ": "BGM"}})
}

test_permits_no_authority_under_an_ordinance if {
	to_police := {"inquiry": {"recipient": {"organ": "POL"}}}
	brp_03.findings == set() with input as under_the_ordinance(to_police)
}

test_silent_about_authorities if {
	brp_03.findings == set() with input as to("POL", fetched(false))
}

# A note that came with a part that somebody holds.
test_the_note_goes_with_what_is_held if {
	noted := {"holding": {"parts": {"inspectie": {"flags": ["BRPSECRET"]}}}}
	note := {{"norm": "BRP-03", "effect": "oblige", "obligation": "PASS_NOTE"}}
	brp_03.findings == note with input as fixtures.result(noted)
	names := ["inspectie/bevinding", "politie/plaats"]
	denied := {{"norm": "BRP-03", "effect": "deny", "fields": ["inspectie/bevinding"]}}
	brp_03.findings == denied with input as object.union(fixtures.result_for("WOCO", "LB-WGS17-2", names), noted)
	brp_03.findings == set() with input as fixtures.result({})
}
