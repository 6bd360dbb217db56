package norms.wgs.wgs_25_test

import data.fixtures
import data.norms.wgs.wgs_25

require := {"norm": "WGS-25", "effect": "require", "attestation": "RAC_NEW", "scope": {}}

deny := {"norm": "WGS-25", "effect": "deny"}

audit := {"norm": "WGS-25", "effect": "oblige", "obligation": "AUDIT_PROCESSING"}

report := {"norm": "WGS-25", "effect": "oblige", "obligation": "REPORT_DEVIATION"}

after(outcomes) := fixtures.judged(fixtures.processing({}), [advice |
	some outcome in outcomes
	advice := object.union(fixtures.rac_advice, {"outcome": outcome})
])

test_waits_for_the_committee if wgs_25.acts == {require, audit} with input as after([])

test_its_advice_carries_the_kind if wgs_25.acts == {audit} with input as after(["positive"])

test_deviating_is_reported if wgs_25.acts == {audit, report} with input as after(["deviated"])

test_denies_against_its_advice if {
	wgs_25.acts == {deny, audit} with input as after(["negative"])
	wgs_25.acts == {deny, audit} with input as after(["positive", "negative"])
}

test_advice_about_another_kind_or_of_who_puts_it_forward_is_none if {
	other := object.union(fixtures.rac_advice, {"details": {"processing": "KAART"}})
	wgs_25.acts == {require, audit} with input as fixtures.judged(fixtures.processing({}), [other])
	own := object.union(fixtures.rac_advice, {"by": "p-asker"})
	wgs_25.acts == {require, audit} with input as fixtures.judged(fixtures.processing({}), [own])
}

# The same code, but not what was advised on; or advice that does not say on what it was given.
test_advice_is_bound_to_what_it_was_given_on if {
	other := object.union(fixtures.processing({}), {"act": {"processing": {"digest": "sha256:other"}}})
	wgs_25.acts == {require, audit} with input as fixtures.judged(other, [fixtures.rac_advice])
	unbound := object.remove(fixtures.rac_advice.details, ["digest"])
	without := object.union(object.remove(fixtures.rac_advice, ["details"]), {"details": unbound})
	wgs_25.acts == {require, audit} with input as fixtures.judged(fixtures.processing({}), [without])
	against := object.union(fixtures.rac_advice, {"outcome": "negative"})
	wgs_25.acts == {require, audit} with input as fixtures.judged(other, [against])
}

test_silent_outside_a_riec_and_about_other_acts if {
	wgs_25.acts == set() with input as fixtures.processing({"act": {"processing": {"regime": "BGP"}}})
	wgs_25.acts == set() with input as fixtures.processing({"act": {"kind": "amend"}})
	wgs_25.acts == set() with input as fixtures.riec({})
}
