# Which rules may have no value, and what a rule rests on.
package check.certainty

import data.check.names
import data.check.tree

# Conditional itself, or made of what is.
doubtful := {rule |
	some rule in names.rules
	count(graph.reachable(made_of, {rule}) & conditional) > 0
}

# A default, a set, an object.
standing := {names.of_rule(file, rule) |
	some [file, _, rule] in tree.rules
	stands(rule)
}

stands(rule) if rule["default"]

stands(rule) if rule.head.key

# Without a body: there when what it is made of is there.
made := [[file, name, rule.head.value] |
	some [file, _, rule] in tree.rules
	rule.body[0].generated
	name := names.of_rule(file, rule)
	not name in standing
]

unconditional := {name | some [_, name, _] in made}

conditional := ((names.rules - standing) - unconditional) | (looking_up | below_null)

# What is looked up may not be there.
looking_up := {name |
	some [_, name, value] in made
	some reference in tree.named_outside_comprehensions(value)
	some index, part in reference
	index > 0
	part.type != "string"
}

below_null := {name |
	some [file, name, value] in made
	some parts in tree.named_outside_comprehensions(value)
	names.nullable_above(names.path(file, parts))
}

# A graph has every rule as a key, or nothing is reached.
made_of := object.union({rule: set() | some rule in names.rules}, parts)

parts[rule] contains part if {
	some [file, rule, value] in made
	some reference in tree.named_outside_comprehensions(value)
	part := names.rule(names.path(file, reference))
}

# Rules that a rule names anywhere: where it holds, it found them.
rests_on := object.union({rule: set() | some rule in names.rules}, named)

named[rule] contains names.rule(path) if some [rule, path] in paths

# Places of the input that a rule names.
places[rule] contains path if {
	some [rule, path] in paths
	startswith(path, "input.")
}

paths := {[rule, path] |
	some [file, at, reference] in array.concat(tree.references, tree.variables)
	path := names.path(file, reference)
	rule := names.of_rule(file, input.modules[file].rules[at[1]])
}
