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

# The organ whose data it is, or as which that organ takes part in a RIEC.
organ_may_judge if {
	"SOURCE" in judgement_type.organs
	input.caller.organ in {whose_data, data.facts.organs[whose_data].participantAs}
}

# A judgement that names an organ is about what that organ contributed; else it is about a dataset of the catalogue.
whose_data := input.act.attestation.scope.organ if "organ" in judgement_type.scope

whose_data := judged_source.organ if not "organ" in judgement_type.scope

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
