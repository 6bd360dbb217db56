package check.world_test

import data.check.fixtures
import data.check.world

# By call what is said of it: a rule for each, in one norm.
said(calls) := texts if {
	written := [sprintf("late if %s", [call]) | some call in calls]
	found := world.breaches with input as fixtures.norm_with(concat("\n\n", written))
	texts := {call: {split(breach.text, ";")[0] | some breach in found; breach.at[1] == index + 2} |
		some index, call in calls
	}
}

test_time_chance_and_the_world_are_not_for_rules if {
	expected := {
		"time.now_ns() > 0": {"uses time.now_ns"},
		"rand.intn(\"x\", 2) == 1": {"uses rand.intn"},
		"http.send({}).status_code == 200": {"uses http.send"},
		"opa.runtime().env": {"uses opa.runtime"},
		"io.jwt.verify_hs256(\"x\", \"x\")": {"uses io.jwt.verify_hs256"},
		"uuid.rfc4122(\"x\") == \"x\"": {"uses uuid.rfc4122"},
		"print(input.caller)": {"uses print"},
		"count([x | x := time.now_ns()]) > 0": {"uses time.now_ns"},
		"count(input.records) > input.today": set(),
	}
	said([call | some call, _ in expected]) == expected
}

test_it_says_what_to_read_instead if {
	found := world.breaches with input as fixtures.norm_with("late if time.now_ns() > 0")
	{breach.text | some breach in found} == {"uses time.now_ns; time, chance and the world are not for rules: read what the input says, such as input.today"}
}
