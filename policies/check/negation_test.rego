package check.negation_test

import data.check.fixtures
import data.check.negation

# By condition the names of what may be undefined: a rule for each, in one norm.
silent(conditions) := silent_beside(conditions, "")

silent_beside(conditions, rules) := names if {
	written := [sprintf("late if {\n\t%s\n}", [condition]) | some condition in conditions]
	found := negation.breaches with input as fixtures.norm_with(concat("\n\n", array.concat(written, [rules])))
	names := {condition: {name |
		some breach in found
		breach.at[1] == index + 2
		name := split(split(breach.text, " ")[2], ",")[0]
	} |
		some index, condition in conditions
	}
}

# What is expected of each condition.
holds(expected) := silent([condition | some condition, _ in expected]) == expected

none(conditions) := holds({condition: set() | some condition in conditions})

# Of rules that stand by themselves.
silent_in(rules) := {split(split(breach.text, " ")[2], ",")[0] | some breach in found} if {
	found := negation.breaches with input as fixtures.norm_with(rules)
}

test_what_is_always_there_may_be_negated if {
	none({
		`not input.inquiry.purpose in {"P-OO"}`,
		`not "PC1" in lib.met`,
		`not "PC1" in lib.upheld`,
		`not lib.organ in {"POL"}`,
		`not startswith(input.now, "2")`,
		`not "R-PRIV" in lib.roles_of`,
		"some record in input.records\n\tnot record.wpgArticle in {\"8\"}",
	})
}

test_a_rule_that_may_have_no_value_may_not if {
	holds({
		`not lib.state in {"B1"}`: {"lib.state"},
		`not "POL" in lib.opening.roles`: {"lib.opening.roles"},
		`not count([lib.state]) == 1`: {"lib.state"},
		`not lib.agreed(lib.state)`: {"lib.state"},
		`not data.lib.state in {"B1"}`: {"lib.state"},
	})
}

test_nor_a_rule_of_the_norm_itself if {
	rules := concat("\n\n", ["some_day := [1] if lib.wgs", "every_day := [x | x := 1; lib.wgs]", "made_of := [input.case.state]"])
	found := silent_beside(["not 1 in some_day", "not 1 in every_day", "not 1 in made_of"], rules)
	found == {
		"not 1 in some_day": {"norms.awb.awb_99.some_day"},
		"not 1 in every_day": set(),
		"not 1 in made_of": {"norms.awb.awb_99.made_of"},
	}
}

test_nor_what_lies_below_a_place_that_may_be_null if {
	holds({
		`not input.case.state in {"B1"}`: {"input.case.state"},
		`not input.inquiry.subject.type in {"NATURAL"}`: {"input.inquiry.subject.type"},
		`not lib.said[input.case.state]`: {"input.case.state"},
	})
}

test_of_a_negated_reference_and_of_both_sides_of_an_equation_undefined_is_false if {
	none({"not lib.state", "not input.case.state", `not lib.state == "B1"`, `not "B1" == input.case.state`})
}

test_but_not_of_what_stands_inside_a_side if {
	holds({
		`not [lib.state] == ["B1"]`: {"lib.state"},
		`not lib.said[lib.state] == {"PC1"}`: {"lib.state"},
	})
}

test_a_comprehension_is_never_undefined_but_has_a_body_of_its_own if {
	holds({
		"not count([state | state := lib.state]) == 1": set(),
		"not count({lib.state: input.case.state | some x in [1]}) == 1": set(),
		`count([x | some x in [1]; not lib.state in {"B1"}]) > 0`: {"lib.state"},
	})
}

test_what_is_said_positively_beside_it_is_there if {
	holds({
		"lib.state\n\tnot lib.state in {\"B1\"}": set(),
		"x := lib.state\n\tnot lib.state in {\"B1\", x}": set(),
		"not lib.state in {\"B1\"}\n\tlib.wgs": {"lib.state"},
		"input.case.regime == \"WGS\"\n\tnot input.case.state in {\"B1\"}": set(),
		"not is_null(input.case)\n\tnot input.case.state in {\"B1\"}": set(),
		"not is_null(input.holding)\n\tnot input.case.state in {\"B1\"}": {"input.case.state"},
	})
}

test_so_is_what_the_rule_says if {
	held := "held contains lib.state if not lib.state in {\"B1\"}"
	silent_in(held) == set()
	silent_in(replace(held, "contains lib.state", "contains 1")) == {"lib.state"}
	silent_in("held := {\"state\": lib.state} if not lib.state in {\"B1\"}") == set()
}

test_also_through_a_rule_that_found_it if {
	conditions := ["lib.state", "waits", "hurries"]
	below := {sprintf("%s\n\tnot input.case.state in {\"B1\"}", [one]): one | some one in conditions}
	found := silent_beside([condition | some condition, _ in below], "waits if lib.state\n\nhurries if lib.wgs")
	{below[condition] | some condition, names in found; names == {"input.case.state"}} == {"hurries"}
}

test_the_module_may_say_elsewhere_what_follows_without_it if {
	silent_in("late if not lib.state in {\"B1\"}\n\nstateless if not lib.state") == set()
}

test_a_value_and_its_complement_grant_nothing_together if {
	without := `held := 1 if not "POL" in lib.opening.roles`
	silent_in(without) == {"lib.opening.roles"}
	silent_in(concat("\n", [without, `held := 2 if "POL" in lib.opening.roles`])) == set()
	silent_in(concat("\n", [without, `other := 2 if "POL" in lib.opening.roles`])) == {"lib.opening.roles"}
	silent_in(`acts contains 1 if not "POL" in lib.opening.roles
acts contains 2 if "POL" in lib.opening.roles`) == {"lib.opening.roles"}
}

test_it_says_where_it_stands if {
	found := negation.breaches with input as fixtures.norm_with(`late if not lib.state in {"B1"}`)
	found == {{
		"file": fixtures.path,
		"at": ["rules", 2, "body", 0],
		"text": "not with lib.state, which may be undefined, and then nothing follows: say it positively beside it, or negate a rule",
	}}
}
