# Who judges inside a case, and takes a judgement back there: who has a part in it, or who has a place of their own in the
# law. To anybody else the case is as one that is not there.
package lib

# Judgements of the organisation belong to no case.
judges_here if is_null(input.case)

judges_here if {
	judging_part
	member
}

# The privacy officer judges cases without being named in them, as they read them (I).
judges_here if {
	judging_part
	"R-PRIV" in input.caller.roles
}

# Whose data it is about: what an owner answers for, what an organ holds or contributed. Wherever the case is, the provider
# weighs what it provides (WGS 1.5 lid 3, 1.7 lid 1). Who objects to a result without data in it takes part in the case (I).
judges_here if "R-OWN" in judging_roles

judges_here if {
	"SOURCE" in judgement_type.organs
	count(judging_roles) > 0
	input.act.attestation.type != "OBJECTION"
}

judges_here if {
	input.act.attestation.type in {"OBJECTION", "RESULT_NEEDED"}
	count(judging_roles) > 0
	contributed_by_caller
}

# The competent authority agrees (WGS 1.5 lid 2, Wpg 20 lid 3) and the committee tests (WGS 1.7 lid 2) from outside.
judges_here if {
	input.act.attestation.type in {"AUTHORITY_AGREED", "RAC_THIRD"}
	count(judging_roles) > 0
}

# In a municipal case the organs of the protocol judge, the college and the mayor (BGP-12).
judging_part if {
	has_part
	input.case.regime == "BGP"
	input.caller.organ in {"BGM", "COL"}
}

judging_part if {
	has_part
	input.case.regime == "WGS"
}

contributed_by_caller if {
	some part in judged_parts
	some organ in part.contributors
	organ == input.act.attestation.scope.organ
	input.caller.organ in {organ, data.facts.organs[organ].participantAs}
}
