# METADATA
# title: Giving a judgement
# description: >-
#   A judgement of the table, complete, by a role that may give it and that has a part in the case or speaks for what it
#   is about, in the step it belongs to. Whether it counts for a
#   question, and whether the judge is another person than the asker, is decided when the question is (lib/judgements).
#   Who speaks for what is held follows from where its parts came from (lib/judging).
package acts.attest

import data.lib

findings contains {"norm": lib.judgement_type.norm, "effect": "permit"} if {
	input.act.kind == "attest"
	lib.judges_here
	judgement.by == input.caller.person
	judgement.organ == input.caller.organ
	judgement.role in lib.judging_roles
	complete
	in_its_step
	lib.fresh(judgement)
}

# Who has no part in the case learns nothing of it, not even that it is there (I).
findings contains {"norm": lib.case_norm, "effect": "deny", "discreet": true} if {
	input.act.kind == "attest"
	not lib.judges_here
}

judgement := input.act.attestation

complete if {
	lib.judgement_type.outcomes[judgement.outcome]
	scope_given == {key | some key in lib.judgement_type.scope}
	every key in lib.judgement_type.scope {
		known(key, judgement.scope[key])
	}
	every name, kind in lib.judgement_type.details {
		given(kind, judgement.details[name])
	}
	every test in lib.judgement_type.tests {
		is_boolean(judgement.details[test])
	}
}

# No key too few, and none too many: a judgement that was narrowed in another way would never be found again.
scope_given := {key | some key, value in judgement.scope; value != null}

tables := {
	"source": data.facts.sources,
	"department": data.facts.departments,
	"category": data.facts.categories,
	"organ": data.facts.organs,
	"purpose": data.facts.purposes,
	"regime": {regime: true | some purpose in data.facts.purposes; some regime in purpose.regimes},
}

known(key, value) if tables[key][value]

# What is held is asked under the name of a source; which case it belongs to, a question finds out.
known("source", value) if {
	startswith(value, "holding/")
	value != "holding/"
}

# The pseudonym of a person; what it is about is not for a table to know.
known("subject", value) if is_string(value)

known("person", value) if is_string(value)

given("boolean", value) if is_boolean(value)

given("number", value) if is_number(value)

given("string", value) if {
	is_string(value)
	value != ""
}

in_its_step if {
	lib.judgement_type.level == "organisation"
	is_null(input.case)
}

in_its_step if {
	lib.judgement_type.level == "case"
	lib.judgement_type.states == null
	lib.case_goes_on
}

in_its_step if {
	lib.judgement_type.level == "case"
	input.case.state in lib.judgement_type.states
}
