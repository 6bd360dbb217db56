package norms.bgs.bgs_04_test

import data.fixtures
import data.norms.bgs.bgs_04

basis := {"norm": "BGS-04", "effect": "oblige", "obligation": "STATE_BASIS"}

deny := {"norm": "BGS-04", "effect": "deny"}

checked(change) := fixtures.judged(fixtures.result({}), [object.union(fixtures.quality, change)])

test_denies_what_was_not_checked if bgs_04.findings == {basis, deny} with input as fixtures.result({})

test_denies_what_did_not_pass if bgs_04.findings == {basis, deny} with input as checked({"outcome": "failed"})

test_denies_a_check_by_the_asker if bgs_04.findings == {basis, deny} with input as checked({"by": "p-asker"})

test_denies_a_check_of_another_result if {
	bgs_04.findings == {basis, deny} with input as checked({"scope": {"source": "holding/2"}})
}

test_denies_two_checks_that_contradict_each_other if {
	failed := object.union(fixtures.quality, {"outcome": "failed"})
	bgs_04.findings == {basis, deny} with input as fixtures.judged(fixtures.result({}), [fixtures.quality, failed])
}

test_obliges_to_state_the_basis_of_what_was_checked if bgs_04.findings == {basis} with input as checked({})

test_denies_under_another_regime_too if {
	bgs_04.findings == {basis, deny} with input as fixtures.result({"inquiry": {"regime": "MONO"}})
}

test_silent_about_what_is_no_result if {
	bgs_04.findings == set() with input as fixtures.result({"holding": {"kind": "DOCUMENT"}})
	bgs_04.findings == set() with input as fixtures.riec({})
}
