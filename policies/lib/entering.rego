# Named questions about what an act brings into a case. Of a case that one has no part in, nobody learns in which state it is.
package lib

# Parts of what is brought in.
entering := input.holding.parts if {
	input.act.kind == "hold"
	takes_part
}

entering_riec := entering if input.case.regime == "WGS"

# A result was made of what came in by the phases already.
entering_documents := entering_riec if input.holding.kind == "DOCUMENT"

# Data phases (WGS 2.23 lid 6) of what is brought in that the state of the case has not opened.
entering_too_early contains phase if {
	some part in entering_documents
	phase := data.facts.categories[part.category].phase
	not phase in open_phases
}

# Information, persons or companies are added to this case.
adds_to_case if entering

adds_to_case if {
	input.act.kind == "amend"
	input.act.resource == "subject"
	takes_part
}
