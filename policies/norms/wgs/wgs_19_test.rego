package norms.wgs.wgs_19_test

import data.fixtures
import data.norms.wgs.wgs_19

permit(names) := object.union({"norm": "WGS-19", "effect": "permit"}, {"fields": names})

deny(names) := object.union(refused, {"fields": names})

category(effect, code) := object.union({"norm": "WGS-19", "effect": effect}, {"category": code})

require := {"norm": "WGS-19", "effect": "require", "attestation": "RESULT_NEEDED", "scope": fixtures.about("ZVH")}

refused := {"norm": "WGS-19", "effect": "deny"}

asked := fixtures.result_for("ZVH", "LB-WGS17-8", ["inspectie/bevinding", "politie/plaats"])

needed := [fixtures.needed("ZVH")]

test_permits_the_parts_to_which_all_consent if {
	wgs_19.findings == {permit(["inspectie/bevinding"]), deny(["politie/plaats"])} with input as fixtures.judged(
		asked,
		array.concat(needed, [fixtures.consent("COL", "ZVH"), fixtures.consent("POL", "ZVH")]),
	)
	every_one := [fixtures.consent(organ, "ZVH") | some organ in ["COL", "KMAR", "POL"]]
	wgs_19.findings == {permit(["inspectie/bevinding", "politie/plaats"])} with input as fixtures.judged(
		asked,
		array.concat(needed, every_one),
	)
}

test_denies_without_consent if {
	wgs_19.findings == {deny(["inspectie/bevinding", "politie/plaats"])} with input as fixtures.judged(asked, needed)
}

test_denies_when_one_refuses if {
	both := [fixtures.consent("COL", "ZVH"), fixtures.refusal("COL", "ZVH")]
	deny(["inspectie/bevinding", "politie/plaats"]) in wgs_19.findings with input as fixtures.judged(
		asked,
		array.concat(needed, both),
	)
}

test_denies_when_nobody_knows_who_contributed if {
	unknown := object.union(
		fixtures.result_for("ZVH", "LB-WGS17-8", ["inspectie/bevinding"]),
		{"holding": {"parts": {"inspectie": {"contributors": []}}}},
	)
	wgs_19.findings == {deny(["inspectie/bevinding"])} with input as fixtures.judged(unknown, needed)
}

test_consent_for_another_recipient_counts_for_nobody_else if {
	other := [fixtures.consent("COL", "FEC")]
	deny(["inspectie/bevinding", "politie/plaats"]) in wgs_19.findings with input as fixtures.judged(
		asked,
		array.concat(needed, other),
	)
}

test_waits_for_the_need_of_the_other_partnership if {
	consents := [fixtures.consent("COL", "ZVH")]
	require in wgs_19.findings with input as fixtures.judged(asked, consents)
	refused in wgs_19.findings with input as fixtures.judged(asked, array.concat(consents, [fixtures.not_needed("ZVH")]))
}

known := fixtures.result({
	"holding": {
		"parts": {"personen": fixtures.part({"category": "C-BRP-ID", "contributors": ["COL"], "origin": "COL", "flags": []})},
		"fields": {"personen/bsn": {
			"part": "personen", "name": "bsn", "category": "C-BRP-ID",
			"flags": ["BSN"], "person": "SUBJECT",
		}},
	},
	"inquiry": {
		"mode": "KNOWN_CHECK",
		"fields": [],
		"recipient": {"organ": "ZVH", "department": null},
		"legalBasis": ["LB-WGS17-8"],
	},
})

# The other parts of the result are taken out.
only_identifiers := object.union(object.remove(known, ["holding"]), {"holding": {
	"kind": "RESULT",
	"organ": "COL",
	"department": null,
	"parts": {"personen": known.holding.parts.personen},
	"fields": {"personen/bsn": known.holding.fields["personen/bsn"]},
}})

test_identifiers_may_be_compared_without_consent if {
	wgs_19.findings == {category("permit", "C-BRP-ID")} with input as only_identifiers
}

test_a_comparison_tells_no_more_than_that_somebody_is_known if {
	wgs_19.findings == {
		category("permit", "C-BRP-ID"),
		category("deny", "C-POL8"),
		category("deny", "C-TOEZ"),
	} with input as known
}

test_no_comparison_before_the_result_phase if {
	wgs_19.findings == set() with input as object.union(only_identifiers, {"case": {"state": "R5"}})
}

test_denies_what_is_no_result if {
	live := fixtures.riec({"inquiry": {"recipient": {"organ": "ZVH", "department": null}, "legalBasis": ["LB-WGS17-8"]}})
	wgs_19.findings == {refused} with input as live
}

test_no_permit_on_another_basis if {
	every_one := [fixtures.consent(organ, "ZVH") | some organ in ["COL", "KMAR", "POL"]]
	wgs_19.findings == set() with input as fixtures.judged(
		object.union(asked, {"inquiry": {"legalBasis": ["LB-WGS17-2"]}}),
		array.concat(needed, every_one),
	)
}

test_silent_for_others if {
	wgs_19.findings == set() with input as fixtures.result({})
	wgs_19.findings == set() with input as fixtures.riec({})
}
