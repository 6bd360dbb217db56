# A default is what holds when nothing is known: it may refuse, or say nothing.
package check.defaults

import data.check.tree

harmless := {false, "", "-", "deny", "withhold"}

breaches contains {"file": file, "at": at, "text": text} if {
	some [file, at, rule] in tree.rules
	rule["default"]
	not is_harmless(rule.head.value)
	text := sprintf(
		"default %s grants or assumes something; only a refusal or nothing may be a default: take it away, or let it refuse",
		[rule.head.ref[0].value],
	)
}

is_harmless(value) if value.type == "null"

is_harmless(value) if value.value in harmless
