package norms.bsn.bsn_01_test

import data.fixtures
import data.norms.bsn.bsn_01

verify := {{"norm": "BSN-01", "effect": "oblige", "obligation": "VERIFY_BSN"}}

asked(changes) := fixtures.inquiry({"inquiry": object.union({"fields": ["aanslag_ozb", "bsn"]}, changes)})

verified(subject) := fixtures.attestation("BSN_VERIFIED", "verified", {"subject": subject}, {})

test_obliges_to_verify_the_number if {
	bsn_01.findings == verify with input as asked({})
	bsn_01.findings == verify with input as asked({"recipient": {"organ": "UWV", "department": null}})
}

test_silent_when_the_number_was_verified if {
	bsn_01.findings == set() with input as fixtures.judged(asked({}), [verified("s-1")])
}

test_the_number_of_somebody_else_does_not_count if {
	bsn_01.findings == verify with input as fixtures.judged(asked({}), [verified("s-2")])
}

test_denies_the_number_to_a_private_party_and_nothing_else if {
	private := asked({"recipient": {"organ": "WOCO", "department": null}})
	deny := {{"norm": "BSN-01", "effect": "deny", "fields": ["bsn"]}}
	bsn_01.findings == deny with input as private
	bsn_01.findings == deny with input as fixtures.judged(private, [verified("s-1")])
}

test_silent_where_no_number_is_asked if {
	bsn_01.findings == set() with input as fixtures.inquiry({})
	bsn_01.findings == set() with input as fixtures.inquiry({"inquiry": {"recipient": {"organ": "WOCO", "department": null}}})
}
