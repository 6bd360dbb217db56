# Who may give or withdraw the judgement at hand: roles and organs of the attestation table. A data owner speaks for
# its own dataset only.
package lib

judgement_type := data.facts.attestations[input.act.attestation.type]

judging_roles contains role if {
	some role in input.caller.roles
	role in judgement_type.roles
	role != "R-OWN"
	organ_may_judge
}

judging_roles contains "R-OWN" if {
	"R-OWN" in input.caller.roles
	"R-OWN" in judgement_type.roles
	owns_source
}

organ_may_judge if judgement_type.organs == null

organ_may_judge if input.caller.organ in judgement_type.organs

# The organ whose dataset it is, or as which that organ takes part in a RIEC.
organ_may_judge if {
	"SOURCE" in judgement_type.organs
	holder := judged_source.organ
	input.caller.organ in {holder, data.facts.organs[holder].participantAs}
}

judged_source := data.facts.sources[input.act.attestation.scope.source]

# Inside the gemeente the department holds the data, whichever organ it acts for.
owns_source if {
	is_string(judged_source.department)
	input.caller.department == judged_source.department
	data.facts.organs[input.caller.organ].kind == "MUNICIPAL"
}

owns_source if {
	judged_source.department == null
	input.caller.organ == judged_source.organ
}
