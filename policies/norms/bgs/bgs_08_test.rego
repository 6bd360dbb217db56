package norms.bgs.bgs_08_test

import data.fixtures
import data.norms.bgs.bgs_08

test_denies_who_is_not_screened if {
	bgs_08.findings == {{"norm": "BGS-08", "effect": "deny"}} with input as fixtures.riec({"caller": {"screened": false}})
}

test_obliges_to_train if {
	bgs_08.findings == {{
		"norm": "BGS-08",
		"effect": "oblige",
		"obligation": "TRAIN",
	}} with input as fixtures.riec({"caller": {"trained": false}})
}

test_silent_for_the_screened_and_trained if {
	bgs_08.findings == set() with input as fixtures.riec({})
}

test_silent_in_another_regime if {
	bgs_08.findings == set() with input as fixtures.inquiry({"caller": {"screened": false, "trained": false}})
}
