# A norm has a name, full metadata, a test and a voice of its own. One that never speaks passes every test that does not
# expect it to.
package check.norms

import data.check.tree

# `found` is what `opa inspect` saw above the package: the line, and the metadata, empty if there is none.
breaches contains {"file": file, "line": found.line, "text": text} if {
	some problem in metadata_problems
	some file, found in input.norms
	startswith(problem.field, file)
	text := told(problem, replace(trim_prefix(problem.field, file), ".", "/"))
}

breaches contains {"file": file, "line": found.line, "text": text} if {
	some file, found in input.norms
	id := found.metadata.id
	belongs := sprintf("norms/%s/%s.rego", [lower(split(id, "-")[0]), replace(lower(id), "-", "_")])
	file != belongs
	text := sprintf("id %s belongs in %s: move the file, or mend the id", [id, belongs])
}

breaches contains {"file": file, "line": found.line, "text": text} if {
	some file, found in input.norms
	some other, twin in input.norms
	other < file
	found.metadata.id == twin.metadata.id
	text := sprintf("id %s is used twice: %s has it; give this norm another", [found.metadata.id, other])
}

breaches contains {"file": file, "line": found.line, "text": text} if {
	some file, found in input.norms
	unknown := [code | some code in found.metadata.remedies; not code in input.words.remedies]
	count(unknown) > 0
	text := sprintf("unknown remedies: %s; mend them, or add them to facts/remedies.json", [concat(", ", unknown)])
}

# Each of these can leave an asker without the data, who then hears which route is lawful, or that none is (MN-08).
breaches contains {"file": file, "line": found.line, "text": text} if {
	some [file, _, "effect", effect] in tree.members
	effect in {"deny", "require", "treat"}
	found := input.norms[file]
	object.get(found.metadata, "remedies", []) == []
	text := "it refuses and shows no route: name remedies, or one that says that there is none"
}

# Of a reading that nobody verified (U2) the code says all; of a choice of ours a jurist must see why, to confirm it.
breaches contains {"file": file, "line": found.line, "text": text} if {
	some file, found in input.norms
	found.metadata.certainty == "I"
	not reasoned(found.metadata)
	text := "certainty I without a reason: write in inferred what was chosen and why, or read the article"
}

breaches contains {"file": file, "at": ["package"], "text": text} if {
	some file, _ in input.norms
	belongs := replace(trim_suffix(file, ".rego"), "/", ".")
	concat(".", [part.value | some part in input.modules[file]["package"].path]) != concat(".", ["data", belongs])
	text := sprintf("the package is not %s: name it so", [belongs])
}

breaches contains {"file": file, "at": ["package"], "text": text} if {
	some file, _ in input.norms
	test := sprintf("%s_test.rego", [trim_suffix(file, ".rego")])
	not test in input.tests
	text := sprintf("no test stands beside it: write %s", [test])
}

breaches contains {"file": file, "line": 1, "text": text} if {
	some file in input.tests
	startswith(file, "norms/")
	norm := sprintf("%s.rego", [trim_suffix(file, "_test.rego")])
	not norm in object.keys(input.modules)
	text := sprintf("tests a norm that is not there: write %s, or take the test away", [norm])
}

breaches contains {"file": file, "at": ["package"], "text": text} if {
	some file, _ in input.norms
	not file in speaking
	text := sprintf("it never speaks: none of %s; give it one", [concat(", ", input.voices)])
}

breaches contains {"file": file, "at": at, "text": "a voice is a set: write `findings contains ...`"} if {
	some [file, at, rule] in voices
	input.norms[file]
	not rule.head.key
}

breaches contains {"file": file, "at": at, "text": text} if {
	some [file, at, "norm", id] in tree.members
	input.norms[file].metadata.id != id
	text := sprintf("it speaks for another norm: %s; name its own id", [id])
}

breaches contains {"file": file, "at": at, "text": text} if {
	some [file, at, id] in named
	not id in ids
	text := sprintf("speaks for %s, and there is no such norm: mend the id, or write the norm", [id])
}

named := array.concat(
	[[file, at, id] | some [file, at, "norm", id] in tree.members],
	[[file, at, id] | some [file, at, id] in tree.texts; regex.match(`^[A-Z]{2,}-[0-9]{2}$`, id)],
)

ids contains norm.metadata.id if some norm in input.norms

voices := [[file, at, rule] |
	some [file, at, rule] in tree.rules
	rule.head.ref[0].value in input.voices
]

speaking := {file | some [file, _, _] in voices}

reasoned(metadata) if trim_space(metadata.inferred) != ""

# The schema is that of the manifest, which TypeScript validates with as well. One match for all: a schema is compiled
# at every match.
metadata_problems := json.match_schema(
	{file: found.metadata | some file, found in input.norms},
	{"type": "object", "additionalProperties": input.metadata},
)[1]

told(problem, pointer) := text if {
	problem.type == "required"
	text := sprintf("metadata %s/%s is absent: write it", [pointer, trim_suffix(problem.desc, " is required")])
}

told(problem, pointer) := text if {
	problem.type == "additional_property_not_allowed"
	key := trim_suffix(trim_prefix(problem.desc, "Additional property "), " is not allowed")
	text := sprintf("metadata %s/%s is not of a norm: take it out", [pointer, key])
}

told(problem, pointer) := text if {
	not problem.type in {"required", "additional_property_not_allowed"}
	text := sprintf("metadata %s %s: mend it", [pointer, trim_prefix(problem.desc, sprintf("%s ", [problem.field]))])
}
