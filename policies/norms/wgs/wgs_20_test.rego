package norms.wgs.wgs_20_test

import data.fixtures
import data.norms.wgs.wgs_20

permit := {"norm": "WGS-20", "effect": "permit"}

deny := {"norm": "WGS-20", "effect": "deny"}

never := object.union(deny, {"fields": ["politie/plaats"]})

require := {"norm": "WGS-20", "effect": "require", "attestation": "RESULT_NEEDED", "scope": fixtures.about("RIEC-OTHER")}

consent_of(organ) := object.union(
	{"norm": "WGS-20", "effect": "require", "attestation": "PROVIDER_CONSENT"},
	{"scope": fixtures.about(organ), "fields": ["politie/plaats"]},
)

asked := fixtures.result_for("RIEC-OTHER", "LB-WGS220", ["inspectie/bevinding", "politie/plaats"])

needed := [fixtures.needed("RIEC-OTHER")]

consents := [fixtures.consent("POL", "RIEC-OTHER"), fixtures.consent("KMAR", "RIEC-OTHER")]

test_permits_with_consent_of_each_who_contributed if {
	wgs_20.findings == {permit} with input as fixtures.judged(asked, array.concat(needed, consents))
}

test_criminal_data_wait_for_consent if {
	wgs_20.findings == {permit, consent_of("POL"), consent_of("KMAR")} with input as fixtures.judged(asked, needed)
	wgs_20.findings == {permit, consent_of("KMAR")} with input as fixtures.judged(
		asked,
		array.concat(needed, [fixtures.consent("POL", "RIEC-OTHER")]),
	)
}

test_the_asker_does_not_consent_alone if {
	own := object.union(fixtures.consent("KMAR", "RIEC-OTHER"), {"by": "p-asker"})
	consent_of("KMAR") in wgs_20.findings with input as fixtures.judged(
		asked,
		array.concat(needed, [fixtures.consent("POL", "RIEC-OTHER"), own]),
	)
}

test_other_data_need_no_consent if {
	ordinary := fixtures.result_for("RIEC-OTHER", "LB-WGS220", ["inspectie/bevinding"])
	wgs_20.findings == {permit} with input as fixtures.judged(ordinary, needed)
}

test_denies_when_one_refuses if {
	refused := array.concat(consents, [fixtures.refusal("POL", "RIEC-OTHER")])
	wgs_20.findings == {permit, never} with input as fixtures.judged(asked, array.concat(needed, refused))
}

test_denies_when_nobody_knows_who_contributed if {
	unknown := object.union(asked, {"holding": {"parts": {"politie": {"contributors": []}}}})
	wgs_20.findings == {permit, never} with input as fixtures.judged(unknown, array.concat(needed, consents))
}

test_waits_for_the_need_and_denies_when_there_is_none if {
	wgs_20.findings == {permit, require} with input as fixtures.judged(asked, consents)
	deny in wgs_20.findings with input as fixtures.judged(asked, array.concat(consents, [fixtures.not_needed("RIEC-OTHER")]))
}

test_no_permit_on_another_basis_or_in_another_state if {
	judgements := array.concat(needed, consents)
	wgs_20.findings == set() with input as fixtures.judged(
		object.union(asked, {"inquiry": {"legalBasis": ["LB-WGS17-8"]}}),
		judgements,
	)
	wgs_20.findings == set() with input as fixtures.judged(object.union(asked, {"case": {"state": "R5"}}), judgements)
}

test_silent_for_others if {
	wgs_20.findings == set() with input as fixtures.result({})
	wgs_20.findings == set() with input as fixtures.riec({"inquiry": {"recipient": {"organ": "RIEC-OTHER", "department": null}}})
}
