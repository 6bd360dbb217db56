# A judgement counts when it speaks about this question, has not expired and, where it must be independent, was
# given by another person than the asker. Withdrawn ones never reach the input, but those that the asker withdrew.
package lib

counted := [[attestation, row] |
	some [attestation, row] in at_hand
	of_the_holder(attestation.scope)
]

# The same, whatever organ they name: a contributor, who receives, or who carries something out.
at_hand := [[attestation, row] |
	some attestation in input.attestations
	row := data.facts.attestations[attestation.type]
	fresh(attestation)
	stands(attestation, row)
	independent(attestation, row)
	every key in row.scope {
		attestation.scope[key] != null
	}
	speaks_here(attestation.scope)
]

counts := [attestation | some [attestation, _] in counted]

fresh(attestation) if attestation.validUntilDay == null

fresh(attestation) if attestation.validUntilDay >= input.today

# Taking away the refusal of another is judging one's own question: against who did, it stands.
stands(attestation, _) if not attestation.withdrawnByCaller

stands(attestation, row) if {
	attestation.withdrawnByCaller
	attestation.by != input.caller.person
	row.outcomes[attestation.outcome] == "refused"
}

independent(_, row) if row.independent == false

independent(attestation, row) if {
	row.independent == true
	attestation.by != input.caller.person
}

speaks_here(_) if is_null(input.inquiry)

speaks_here(scope) if {
	scope.source in {null, input.inquiry.source}
	scope.department in {null, input.inquiry.recipient.department}
	scope.regime in {null, input.inquiry.regime}
	scope.purpose in {null, input.inquiry.purpose}
	scope.subject in {null, subject_key}
	scope.person in {null, input.caller.person}
}

of_the_holder(_) if is_null(input.inquiry)

of_the_holder(scope) if scope.organ == null

# A source that nobody knows has no holder, but what was judged about no organ in particular still stands.
of_the_holder(scope) if scope.organ == source.organ

default subject_key := ""

subject_key := input.inquiry.subject.key

# Pairs [type, category] by what was judged; the category is null for a judgement that is not about a category.
said[verdict] contains [attestation.type, attestation.scope.category] if {
	some [attestation, row] in counted
	verdict := verdict_of(attestation, row)
}

met := object.get(said, "met", set())

refused := object.get(said, "refused", set())

pending := object.get(said, "pending", set())

# A positive judgement with a test that failed or is missing is a refusal. The tests are the five of the privacy checks
# (basis, compatibility, necessity, proportionality, subsidiarity).
verdict_of(attestation, row) := "refused" if {
	row.outcomes[attestation.outcome] == "met"
	some test in row.tests
	not attestation.details[test] == true
}

verdict_of(attestation, row) := "met" if {
	row.outcomes[attestation.outcome] == "met"
	every test in row.tests {
		attestation.details[test] == true
	}
}

verdict_of(attestation, row) := verdict if {
	verdict := row.outcomes[attestation.outcome]
	verdict != "met"
}

# Pairs [type, outcome], for judgements whose outcome is a choice (weighing 3 and 4).
chosen contains [attestation.type, attestation.outcome] if some attestation in counts
