# A code that no table has: a rule that compares with it never speaks, and a test with the same slip is content; a
# misspelt deny denies nothing. `input.words` are the tables and the closed lists of the schemas, by name.
package check.codes

import data.check.tree

# Codes that are known by how they begin, and what they are.
by_shape := {
	`^P-`: "purpose",
	`^LB-`: "legalBasis",
	`^C-`: "category",
	`^R-`: "role",
	`^[A-Z]+/`: "source",
}

# Lists of a name: those below, and the list of that name itself. What a member of the input, a column of a table or a
# key of a finding is called says which codes it holds, and so does the name of a variable or a rule.
lists := {
	"activity": {"own"},
	"adoptedBy": {"organs"},
	"attestation": {"attestations"},
	"bases": {"legal_bases"},
	"basis": {"legal_bases"},
	"category": {"categories"},
	"categories_in_open_phase": {"categories"},
	"collectedFor": {"purposes"},
	"contributors": {"organs"},
	"crimeForm": {"crime_forms"},
	"crimeForms": {"crime_forms"},
	"department": {"departments"},
	"derivedFrom": {"organs"},
	"flag": {"flags"},
	"involved": {"organs"},
	"legalBasis": {"legal_bases"},
	"obligation": {"obligations"},
	"open_phases": {"phases"},
	"organ": {"organs"},
	"organs": {"stand_ins"},
	"origin": {"organs"},
	"originRegime": {"regimes"},
	"outcome": {"outcomes", "verdicts"},
	"owners": {"roles"},
	"participant_caller": {"organs"},
	"participant_source": {"organs"},
	"participantAs": {"organs"},
	"purpose": {"purposes"},
	"receivedFor": {"purposes"},
	"recipient_kind": {"kind", "own"},
	"role": {"roles"},
	"signalOutcome": {"own"},
	"source": {"sources"},
	"state": {"states"},
	"task": {"tasks", "unwritten"},
	"to": {"states"},
	"type": {"attestations"},
}

# Codes that the rules themselves give a meaning, and the wire takes any: activities of a RIEC (WGS 2.18 lid 1), what it
# answered to a signal (norm BGS-09), and a department as recipient. SOURCE is the organ of the source that is judged about.
# A norm that is still to be written names its own id as a task: nobody has that, so it touches nothing (`policy new`).
words := object.union(input.words, {
	"own": {"CASUS", "DEPT", "GEEN_AANWIJZING", "KNELPUNT", "NIET_IN_BEHANDELING", "SCAN"},
	"stand_ins": {"SOURCE"},
	"unwritten": {norm.metadata.id | some norm in input.norms},
})

breaches contains {"file": file, "at": at, "text": text} if {
	some [file, at, name, code] in strangers
	known := sort(words_of(name))
	text := sprintf("unknown %s %s; one of %s: mend it, or add it there", [name, code, concat(", ", known)])
}

# What is written like a code, where nothing says of which table.
breaches contains {"file": file, "at": at, "text": text} if {
	some [file, at, word] in capitals
	regex.match(`^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$`, word)
	not word in all_words
	not [file, word] in told
	text := sprintf("%s is in no table and no list of the input: mend it, or add its row to facts", [word])
}

# Most texts are names, which begin otherwise.
capitals := [found | some found in tree.texts; regex.match(`^[A-Z]`, found[2])]

told := {[file, code] | some [file, _, _, code] in strangers}

strangers := [[file, at, name, code] |
	some [file, at, name, code] in named
	known := words_of(name)
	not code in known
]

all_words contains word if {
	some list in words
	some word in list
}

named contains [file, at, name, text] if some [file, at, name, text] in tree.members

named contains [file, at, name, text] if {
	some [file, at, text] in capitals
	some shape, name in by_shape
	regex.match(shape, text)
}

named contains [file, array.concat(at, array.concat([index], way)), name, text] if {
	some [file, at, [operator, left, right]] in tree.calls
	tree.name(operator) in {"and", "assign", "eq", "equal", "internal.member_2", "minus", "neq", "or"}
	some [index, one, other] in [[2, left, right], [1, right, left]]
	name := tree.last_name(one)
	some way, text in texts_in(other)
}

# By their way.
texts_in(term) := {[]: term.value} if term.type == "string"

texts_in(term) := {["value", index]: item.value | some index, item in term.value; item.type == "string"} if {
	term.type in {"array", "set"}
}

# Undefined where no list has that name: what it holds is then not known.
words_of(name) := found if {
	found := {word | some list in (object.get(lists, name, set()) | {name}); some word in words[list]}
	count(found) > 0
}
