# A negation that falls silent. OPA takes what a negated call is given out of the `not`: where that is undefined, the
# rule is undefined and not true, and a deny disappears. So what may be undefined is said positively beside it, or the
# negation becomes a rule of its own. Variables are not followed: what binds one stands beside it.
package check.negation

import data.check.certainty
import data.check.names
import data.check.tree

breaches contains {"file": file, "at": array.concat(at, [index]), "text": text} if {
	some [file, at, body] in tree.bodies
	some index, expression in body
	expression.negated
	some path in taken_out(file, expression.terms)
	doubtful(path)
	not guarded(file, at, body, path)
	not is_complement(file, at, expression.terms)
	not unsaid(file, path)
	text := sprintf(
		"not with %s, which may be undefined, and then nothing follows: say it positively beside it, or negate a rule",
		[path],
	)
}

# References in what is negated, as paths; not the operator, a reference that is negated itself, and the two sides of
# `==`: undefined is false there.
taken_out(file, terms) := {path |
	some way, reference in tree.named_outside_comprehensions(terms)
	not stays(terms, way)
	path := names.path(file, reference)
}

stays(_, way) if way in {[], [0]}

stays(terms, way) if {
	tree.name(terms[0]) == "equal"
	count(way) == 1
}

# Of the input what lies below a place that may be null, of the rules what may have no value.
doubtful(path) if names.nullable_above(path)

doubtful(path) if names.rule(path) in certainty.doubtful

# Something else in the body holds only where this has a value.
guarded(file, at, body, path) if {
	some other in positive(file, at, body)
	within(other, path)
}

guarded(file, at, body, path) if {
	some other in positive(file, at, body)
	some rule in graph.reachable(certainty.rests_on, {names.rule(other)})
	some place in certainty.places[rule]
	within(place, names.nullable_above(path))
}

guarded(file, at, body, path) if {
	some other in positive(file, at, body)
	within(other, names.nullable_above(path))
}

# `not is_null(input.inquiry.subject)`
guarded(file, _, body, path) if {
	some expression in body
	expression.negated
	tree.name(expression.terms[0]) == "is_null"
	names.path(file, expression.terms[1].value) == names.nullable_above(path)
}

within(path, place) if startswith(sprintf("%s.", [path]), sprintf("%s.", [place]))

# What the body says positively, and what the head is made of: without that nothing is said either.
positive(file, at, body) := in_body(file, body) | in_head(file, input.modules[file].rules[at[1]].head)

in_body(file, body) := {path |
	some expression in body
	not expression.negated
	walk(expression.terms, [_, node])
	path := names.path(file, tree.parts_of(node))
}

in_head(file, head) := {path |
	some part in ["key", "value"]
	some parts in tree.named_outside_comprehensions(head[part])
	path := names.path(file, parts)
}

# `a if c` and `b if not c`: where c is undefined the rule has no value, and grants nothing by that.
is_complement(file, at, terms) if {
	rule := input.modules[file].rules[at[1]]
	not rule.head.key
	some other in input.modules[file].rules
	other.head.ref == rule.head.ref
	some expression in other.body
	not expression.negated
	expression.terms == terms
}

# The module says elsewhere what follows without it: `not lib.participant_caller`.
unsaid(file, path) if {
	some [where, _, body] in tree.bodies
	where == file
	some expression in body
	expression.negated
	names.path(file, expression.terms.value) == path
}
