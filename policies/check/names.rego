# What a reference leads to: `input.case.state`, or `lib.state` where a module imports `data.lib`.
package check.names

import data.check.tree

packages := {file: array.slice(names_in(module["package"].path), 1, count(module["package"].path)) |
	some file, module in input.modules
}

# Rules by their path: `lib.state`.
rules := {of_rule(file, rule) | some [file, _, rule] in tree.rules}

of_rule(file, rule) := concat(".", array.concat(packages[file], [rule.head.ref[0].value]))

# The names that a reference begins with, up to the first that is looked up. Undefined for a variable.
path(file, parts) := concat(".", array.concat(beginnings[file][parts[0].value], names_after(parts)))

# What a name at the begin of a reference stands for, by file: values of one object, because it is asked for often.
beginnings := {file: object.union_n([everywhere, imported(module), own(file, module)]) |
	some file, module in input.modules
}

everywhere := {"input": ["input"], "data": []}

imported(module) := {name: path |
	some one in module.imports
	path := after_data(one)
	name := object.get(one, "alias", path[count(path) - 1])
}

# What lies in `data` has its own name as the first: `data.lib` is `lib`, but `input.case` stays.
after_data(one) := [part.value |
	some index, part in one.path.value
	[index, part.value] != [0, "data"]
]

own(file, module) := {name: array.concat(packages[file], [name]) |
	some rule in module.rules
	name := rule.head.ref[0].value
}

names_in(parts) := [part.value | some part in parts]

names_after(parts) := [part.value |
	some index, part in parts
	index > 0
	every before in array.slice(parts, 1, index + 1) {
		before.type == "string"
	}
]

# The rule that a path leads to, or into.
rule(path) := found if {
	parts := split(path, ".")
	some length in numbers.range(1, count(parts))
	found := concat(".", array.slice(parts, 0, length))
	found in rules
}

# The place of the input above a path that may be null. The question itself is no doubt: without it there is nothing to
# deny.
nullable_above(path) := concat(".", ["input", place]) if {
	some place in input.nullable
	not place in {"act", "inquiry"}
	startswith(path, sprintf("input.%s.", [place]))
}
