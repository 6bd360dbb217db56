# What stands in the syntax trees, each with its file and the way to it. Terms are `{"type", "value"}`; a call is its
# operator and what it is given.
package check.tree

rules := [[file, ["rules", index], rule] |
	some file, module in input.modules
	some index, rule in module.rules
]

# Everything that is not a list or a value, in one walk. Lists and not sets, so that nothing is sorted.
nodes := [[file, array.concat(["rules"], at), node] |
	some file, module in input.modules
	walk(module.rules, [at, node])
	is_object(node)
]

texts := [[file, at, node.value] | some [file, at, node] in nodes; node.type == "string"]

variables := [[file, at, [node]] | some [file, at, node] in nodes; node.type == "var"]

references := [[file, at, node.value] | some [file, at, node] in nodes; node.type == "ref"]

# Texts that are written under a key, as in a finding: `"norm": "BGP-09"`.
members := [[file, array.concat(at, ["value", index, 1]), key.value, value.value] |
	some [file, at, node] in nodes
	node.type == "object"
	some index, [key, value] in node.value
	key.type == "string"
	value.type == "string"
]

# An expression has its call as `terms`, a term has it as its value.
calls := array.concat(
	[[file, array.concat(at, ["terms"]), node.terms] | some [file, at, node] in nodes; is_array(node.terms)],
	[[file, array.concat(at, ["value"]), node.value] | some [file, at, node] in nodes; node.type == "call"],
)

# Of rules, of their `else`, of comprehensions and of `every`: what must hold together.
bodies := [[file, array.concat(at, ["body"]), node.body] | some [file, at, node] in nodes; is_array(node.body)]

# A rule of the module itself is named by a variable.
parts_of(node) := node.value if node.type == "ref"

parts_of(node) := [node] if node.type == "var"

# What is named, by its way. Not in a comprehension: that is never undefined, whatever stands in it.
named_outside_comprehensions(tree) := {way: parts |
	walk(tree, [way, node])
	parts := parts_of(node)
	not inside(tree, way)
}

inside(tree, way) if {
	some length, _ in way
	endswith(above(tree, way, length), "comprehension")
}

# The head of a reference.
inside(tree, way) if {
	way[count(way) - 1] == 0
	above(tree, way, count(way) - 2) == "ref"
}

above(tree, way, length) := object.get({"tree": tree}, array.concat(["tree"], array.slice(way, 0, length)), {}).type

# `lib.met`, `internal.member_2`.
name(term) := concat(".", [sprintf("%v", [part.value]) | some part in term.value]) if term.type == "ref"

# The last name that is written in it: `roles` of `input.caller.roles`, and of `input.caller.roles[0]`.
last_name(term) := written[count(written) - 1] if {
	term.type == "ref"
	written := [part.value | some index, part in term.value; named(index, part)]
}

last_name(term) := term.value if term.type == "var"

named(0, _)

named(_, part) if part.type == "string"
