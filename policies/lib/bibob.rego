# Named questions about the Wet Bibob: whom the act names, and what was judged about this recipient.
package lib

bibob_categories := categories & {"C-BIB-A", "C-BIB-F"}

# For the act itself. The answer passes through the hands of who asks: the coordinating department, or the mayor who
# receives it.
bibob_question if {
	input.inquiry.regime == "BIBOB"
	input.inquiry.purpose == "P-BIBOB"
	in_named_hands
}

in_named_hands if input.caller.department == "BIBOB"

in_named_hands if {
	input.caller.organ == "BGM"
	input.inquiry.recipient.organ == "BGM"
}

# The department that coordinates the assessment, on behalf of the authority that applies the act.
bibob_within if {
	bibob_question
	recipient_kind == "DEPT"
	input.caller.department == "BIBOB"
	input.inquiry.recipient.department == "BIBOB"
}

# A participant of a RIEC that supports the authority in applying the act (28 lid 2 onder d).
bibob_support if {
	bibob_question
	recipient_kind == "PARTICIPANT"
	"LB-BIB28D" in bases
	not bibob_exchange_agreed
}

# Legal affairs agreed that this recipient gets them in an exchange: that it is also named as support closes nothing.
bibob_exchange_agreed if {
	["BIBOB_EXCHANGE", "met"] in bibob_judged
	not ["BIBOB_EXCHANGE", "refused"] in bibob_judged
}

# Members of the driehoek, to motivate the decision (28 lid 2 onder c); a department only if it acts for the mayor.
bibob_motivation if {
	bibob_question
	not bibob_within
	input.inquiry.recipient.organ in {"BGM", "OM", "POL"}
	recipient_speaks_for_its_organ
}

recipient_speaks_for_its_organ if input.inquiry.recipient.department == null

recipient_speaks_for_its_organ if recipient_of_its_organ

# Another authority, that applies the act itself, since 1 October 2022.
bibob_exchange if {
	bibob_question
	recipient_kind in {"PARTICIPANT", "THIRD_PUBLIC"}
	not bibob_motivation
	not bibob_support
}

# Pairs [type, verdict] of judgements that name this recipient: what one needs another may not.
bibob_judged contains [attestation.type, verdict] if {
	some [attestation, row] in counted
	attestation.details.recipient == input.inquiry.recipient.organ
	verdict := verdict_of(attestation, row)
}
