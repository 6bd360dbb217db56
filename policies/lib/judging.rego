# Who may give or withdraw the judgement at hand: roles and organs of the attestation table. A data owner speaks for
# its own data only.
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
	owns_judged
}

organ_may_judge if judgement_type.organs == null

organ_may_judge if input.caller.organ in judgement_type.organs

# The organ whose data it is, or as which that organ takes part in a RIEC.
organ_may_judge if {
	"SOURCE" in judgement_type.organs
	some organ in whose_data
	input.caller.organ in {organ, data.facts.organs[organ].participantAs}
	of_one_organ
}

names_organ if "organ" in judgement_type.scope

# A judgement that names an organ is about what that organ contributed; else it is about a dataset of the catalogue, or
# about what is held: by its holder, from its origin, with what others contributed (I).
whose_data contains input.act.attestation.scope.organ if {
	names_organ
	contributed
}

whose_data contains data.facts.sources[input.act.attestation.scope.source].organ if not names_organ

whose_data contains held_by.organ if not names_organ

whose_data contains organ if {
	not names_organ
	some part in judged_parts
	some organ in contributors(part)
}

# Consent to a result and reasons against it are for who contributed to it; an objection is for any participant.
contributed if not for_contributors

for_contributors if input.act.attestation.type in {"PROVIDER_CONSENT", "RESULT_VETO"}

contributed if {
	some part in judged_parts
	some organ in sources_of(part)
	input.act.attestation.scope.organ in {organ, data.facts.organs[organ].participantAs}
}

# What is held and judged about, of the case at hand; a dataset of the catalogue has no parts.
judges_what_is_held if startswith(input.act.attestation.scope.source, "holding/")

held_by := {"organ": input.holding.organ, "department": input.holding.department} if judges_what_is_held

judged_parts := input.holding.parts if judges_what_is_held

contributors(part) := {part.origin} | {organ | some organ in part.contributors}

owns_judged if owns(data.facts.sources[input.act.attestation.scope.source])

# For what is held speaks who owns the data in all its parts: who received it is not the one to say that it may go (I).
owns_judged if {
	count(judged_parts) > 0
	every part in judged_parts {
		owns_part(part, {part.origin})
	}
	of_one_office
}

# Refusing it is for each who owns something in it, and for its holder.
owns_judged if {
	refusing_what_is_held
	some part in judged_parts
	owns_part(part, contributors(part))
	of_one_office
}

owns_judged if {
	refusing_what_is_held
	owns(held_by)
	of_one_office
}

refusing_what_is_held if {
	judges_what_is_held
	judgement_type.outcomes[input.act.attestation.outcome] == "refused"
}

# Of what it was taken from: the datasets of these organs with this category. Where there are none, its holder.
owns_part(part, organs) if {
	some dataset in datasets_like(part, organs)
	owns(dataset)
}

owns_part(part, organs) if {
	count(datasets_like(part, organs)) == 0
	owns(held_by)
}

datasets_like(part, organs) := [dataset |
	some dataset in data.facts.sources
	some field in dataset.fields
	field.category == part.category
	some organ in organs
	of_one_house(dataset.organ, organ)
]

of_one_house(organ, organ)

of_one_house(one, other) if {
	data.facts.organs[one].kind == "MUNICIPAL"
	data.facts.organs[other].kind == "MUNICIPAL"
}

# Inside the gemeente the department holds the data, whichever organ it acts for.
owns(dataset) if {
	is_string(dataset.department)
	input.caller.department == dataset.department
	data.facts.organs[input.caller.organ].kind == "MUNICIPAL"
}

owns(dataset) if {
	dataset.department == null
	input.caller.organ == dataset.organ
}

# What is held may have several to judge about it: none of them takes back what another one said.
of_one_organ if names_organ

of_one_organ if not judges_what_is_held

of_one_organ if input.act.attestation.organ == input.caller.organ

of_one_office if {
	of_one_organ
	input.act.attestation.department == input.caller.department
}
