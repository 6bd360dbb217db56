# A name that nobody wrote: OPA takes `lib.sorce` for data that may come yet. It is undefined, so the rule never speaks,
# and under `not` it always holds. What the packages have must be a rule or function of theirs; what a table has, others see.
package check.unknown

import data.check.names
import data.check.tree

breaches contains {"file": file, "at": ["imports", index], "text": text} if {
	some file, module in input.modules
	some index, one in module.imports
	one.path.value[0].value == "data"
	text := told(concat(".", names.after_data(one)))
}

breaches contains {"file": file, "at": at, "text": text} if {
	some [file, at, reference] in tree.references

	# An import of nothing is told once, not of all that it is used for.
	not told(concat(".", names.beginnings[file][reference[0].value]))
	text := told(names.path(file, reference))
}

# By what stands above them: packages, rules of packages, and what else there is to read.
members[above] contains name if {
	some path in everything
	some length, name in path
	above := concat(".", array.slice(path, 0, length))
}

everything := {["input"], ["facts"], ["settings"]} | {split(rule, ".") | some rule in names.rules}

# Undefined where each name is there, up to a rule: what is in its value is not looked into.
told(path) := text if {
	some length, name in split(path, ".")
	above := concat(".", array.slice(split(path, "."), 0, length))
	not name in object.get(members, above, {name})
	path != ""
	text := sprintf("%s has no %s: %s", [trim_suffix(sprintf("data.%s", [above]), "."), name, advice(above, name)])
}

advice(above, name) := sprintf("write %s", [concat(" or ", nearest(above, name))]) if count(nearest(above, name)) > 0

advice(above, name) := "mend the name, or write the rule" if count(nearest(above, name)) == 0

# Equal when each lacks at most one letter.
nearest(above, name) := {other | some other in members[above]; count(shorter(other) & shorter(name)) > 0}

shorter(name) := {name} | {text |
	some index in numbers.range(0, count(name) - 1)
	text := concat("", [substring(name, 0, index), substring(name, index + 1, -1)])
}
