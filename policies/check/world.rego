# Time and chance come in as input, or a decision could not be replayed (pitfall 15); the world is not asked at all.
# `print` would carry facts of a case to the console.
package check.world

import data.check.tree

banned := {"time", "rand", "http", "net", "opa", "io", "uuid", "crypto", "rego", "trace", "print", "providers"}

breaches contains {"file": file, "at": at, "text": text} if {
	some [file, at, parts] in tree.references
	parts[0].type == "var"
	parts[0].value in banned
	text := sprintf(
		"uses %s; time, chance and the world are not for rules: read what the input says, such as input.today",
		[tree.name({"type": "ref", "value": parts})],
	)
}
