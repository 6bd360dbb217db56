package norms.gem.gem_02_test

import data.fixtures
import data.norms.gem.gem_02

asked(organ, purpose) := fixtures.inquiry({"caller": {"organ": organ}, "inquiry": {"purpose": purpose}})

test_denies_every_organ_but_the_mayor if {
	every organ in ["COL", "HEF", "POL"] {
		every purpose in ["P-OO", "P-174A"] {
			gem_02.findings == {{"norm": "GEM-02", "effect": "deny"}} with input as asked(organ, purpose)
		}
	}
}

test_silent_for_the_mayor if {
	gem_02.findings == set() with input as asked("BGM", "P-OO")
	gem_02.findings == set() with input as asked("BGM", "P-174A")
}

test_silent_about_other_purposes if {
	gem_02.findings == set() with input as asked("COL", "P-HAND")
	gem_02.findings == set() with input as asked("COL", null)
}
