package norms.mn.mn_02_test

import data.fixtures
import data.norms.mn.mn_02

asked(level) := fixtures.inquiry({"inquiry": {"level": level}})

test_denies_without_a_level if {
	mn_02.findings == {{"norm": "MN-02", "effect": "deny"}} with input as asked(null)
}

test_denies_persons_to_a_strategic_question if {
	mn_02.findings == {{"norm": "MN-02", "effect": "deny", "category": "C-BEL-G"}} with input as asked("STR")
}

test_silent_about_counts_for_a_strategic_question if {
	mn_02.findings == set() with input as fixtures.inquiry({"inquiry": {
		"source": "RIEC/beelden",
		"mode": "HITNOHIT",
		"fields": [],
		"level": "STR",
	}})
}

test_silent_about_other_levels if {
	mn_02.findings == set() with input as asked("TAC")
	mn_02.findings == set() with input as asked("OPS")
}

test_silent_about_acts if {
	mn_02.findings == set() with input as fixtures.act("open", {})
}
