package norms.wgs.wgs_17_test

import data.fixtures
import data.norms.wgs.wgs_17

permit := {"norm": "WGS-17", "effect": "permit"}

deny := {"norm": "WGS-17", "effect": "deny"}

waits(type) := {"norm": "WGS-17", "effect": "require", "attestation": type, "scope": fixtures.about("VR")}

consent_of(organ) := object.union(
	{"norm": "WGS-17", "effect": "require", "attestation": "PROVIDER_CONSENT"},
	{"scope": fixtures.about(organ), "fields": ["politie/plaats"]},
)

never := object.union(deny, {"fields": ["politie/plaats"]})

asked := fixtures.result_for("VR", "LB-WGS17-2", ["inspectie/bevinding"])

both := fixtures.result_for("VR", "LB-WGS17-2", ["inspectie/bevinding", "politie/plaats"])

judged := [fixtures.rac_third("VR"), fixtures.needed("VR")]

test_permits_what_was_tested_and_needed if wgs_17.findings == {permit} with input as fixtures.judged(asked, judged)

test_waits_for_the_test_and_the_need if {
	wgs_17.findings == {permit, waits("RAC_THIRD"), waits("RESULT_NEEDED")} with input as asked
	other := [fixtures.rac_third("WOCO"), fixtures.needed("WOCO")]
	wgs_17.findings == {permit, waits("RAC_THIRD"), waits("RESULT_NEEDED")} with input as fixtures.judged(asked, other)
}

test_denies_what_is_unlawful_or_not_needed if {
	unlawful := object.union(fixtures.rac_third("VR"), {"outcome": "unlawful"})
	deny in wgs_17.findings with input as fixtures.judged(asked, array.concat(judged, [unlawful]))
	deny in wgs_17.findings with input as fixtures.judged(asked, array.concat(judged, [fixtures.not_needed("VR")]))
}

test_denies_against_an_objection if {
	wgs_17.findings == {permit, deny} with input as fixtures.judged(
		asked,
		array.concat(judged, [fixtures.objection("UWV", "VR")]),
	)
	unsaid := object.remove(fixtures.objection("UWV", "VR"), ["details"])
	wgs_17.findings == {permit, deny} with input as fixtures.judged(
		asked,
		array.concat(judged, [object.union(unsaid, {"details": {}})]),
	)
}

test_silent_about_an_objection_to_another_recipient if {
	wgs_17.findings == {permit} with input as fixtures.judged(
		asked,
		array.concat(judged, [fixtures.objection("UWV", "WOCO")]),
	)
}

test_criminal_data_wait_for_each_who_contributed if {
	wgs_17.findings == {permit, consent_of("POL"), consent_of("KMAR")} with input as fixtures.judged(both, judged)
	wgs_17.findings == {permit, consent_of("KMAR")} with input as fixtures.judged(
		both,
		array.concat(judged, [fixtures.consent("POL", "VR"), fixtures.consent("KMAR", "WOCO")]),
	)
	wgs_17.findings == {permit} with input as fixtures.judged(
		both,
		array.concat(judged, [fixtures.consent("POL", "VR"), fixtures.consent("KMAR", "VR")]),
	)
}

# A recipient in words never reaches the norms: a consent that names none is for nobody.
test_a_consent_that_names_no_recipient_counts_for_nobody if {
	bare := object.union(object.remove(fixtures.consent("KMAR", "VR"), ["details"]), {"details": {}})
	consent_of("KMAR") in wgs_17.findings with input as fixtures.judged(
		both,
		array.concat(judged, [fixtures.consent("POL", "VR"), bare]),
	)
}

test_a_part_that_is_flagged_needs_consent_whatever_its_category if {
	flagged := object.union(asked, {"holding": {"parts": {"inspectie": {"flags": ["SPECIAL"]}}}})
	some finding in wgs_17.findings with input as fixtures.judged(flagged, judged)
	finding.attestation == "PROVIDER_CONSENT"
	finding.fields == ["inspectie/bevinding"]
}

test_denies_criminal_data_that_cannot_be_consented_to if {
	every contributors in [[], ["POL", "ONBEKEND"]] {
		unknown := object.union(both, {"holding": {"parts": {"politie": {"contributors": contributors}}}})
		never in wgs_17.findings with input as fixtures.judged(unknown, judged)
	}
	refused := [fixtures.refusal("KMAR", "VR"), fixtures.consent("KMAR", "VR"), fixtures.consent("POL", "VR")]
	wgs_17.findings == {permit, never} with input as fixtures.judged(both, array.concat(judged, refused))
}

test_denies_any_part_of_which_nobody_knows_who_could_object if {
	unknown := object.union(asked, {"holding": {"parts": {"inspectie": {"contributors": []}}}})
	closed := object.union(deny, {"fields": ["inspectie/bevinding"]})
	wgs_17.findings == {permit, closed} with input as fixtures.judged(unknown, judged)
}

test_denies_without_a_basis_of_its_own if {
	wgs_17.findings == {deny} with input as fixtures.result_for("VR", "LB-WGS17-1", ["inspectie/bevinding"])
}

test_denies_what_is_no_result if {
	live := fixtures.riec({"inquiry": {"recipient": {"organ": "WOCO", "department": null}, "legalBasis": ["LB-WGS17-2"]}})
	wgs_17.findings == {deny} with input as live
}

test_no_permit_in_another_state if {
	earlier := object.union(asked, {"case": {"state": "R5"}})
	wgs_17.findings == set() with input as fixtures.judged(earlier, judged)
}

test_silent_for_a_participant if wgs_17.findings == set() with input as fixtures.result({})

test_silent_in_another_regime if {
	wgs_17.findings == set() with input as object.union(asked, {"inquiry": {"regime": "BILATERAL"}})
}
