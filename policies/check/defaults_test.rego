package check.defaults_test

import data.check.defaults
import data.check.fixtures

# A norm with these defaults, each of a rule of its own.
with_defaults(values) := fixtures.norm_with(concat("\n\n", [sprintf("default late_%d := %s", [index, value]) |
	some index, value in values
]))

test_a_refusal_or_nothing_may_be_a_default if {
	defaults.breaches == set() with input as with_defaults(["false", `"deny"`, `"withhold"`, `""`, `"-"`, "null"])
}

test_what_grants_or_assumes_may_not if {
	values := ["true", `"permit"`, `"release"`, "[]", `{"effect": "permit"}`, "1"]
	defaults.breaches == {{"file": fixtures.path, "at": ["rules", index + 2], "text": text} |
		some index, _ in values
		text := sprintf(
			"default late_%d grants or assumes something; only a refusal or nothing may be a default: take it away, or let it refuse",
			[index],
		)
	} with input as with_defaults(values)
}

test_no_other_rule_is_a_default if {
	defaults.breaches == set() with input as fixtures.norm_with("late := true")
}
