# Named questions about a result of joint processing (WGS 1.7 and 2.20): where it may go, and what was said by who
# contributed to it. What speaks of provision into a RIEC (WGS 1.5, 2.23) does not speak of its results.
package lib

riec_result if {
	wgs
	result
}

# Recipients of a result, each by the article that allows it (WGS 1.7 lid 1, 2 and 8, 2.20).
result_ways := {
	"LB-WGS17-1": {"PARTICIPANT"},
	"LB-WGS17-2": {"THIRD_PRIVATE", "THIRD_PUBLIC"},
	"LB-WGS17-8": {"OTHER_PARTNERSHIP"},
	"LB-WGS220": {"OTHER_RIEC"},
}

# Table 7.2: a result leaves in R6, to a recipient that a basis which counts allows.
result_may_leave if {
	riec_result
	state == "R6"
	state_allows_mode
	recipient_by_right
}

recipient_by_right if {
	some basis in bases
	recipient_kind in result_ways[basis]
}

# What leaves as a whole, and not only as a yes or no about who is known.
result_leaves if {
	result_may_leave
	input.inquiry.mode == "DETAIL"
}

# Triples [type, organ, verdict] of judgements about this result that name an organ. What was said about one recipient
# does not count for another.
said_of_result contains [attestation.type, attestation.scope.organ, verdict] if {
	some [attestation, row] in at_hand
	attestation.scope.source == input.inquiry.source
	verdict := verdict_of(attestation, row)
	about_recipient(attestation, row, verdict)
}

about_recipient(_, row, _) if not row.details.recipient

about_recipient(attestation, _, _) if attestation.details.recipient == input.inquiry.recipient.organ

# A refusal that does not say to whom refuses everybody.
about_recipient(attestation, _, "refused") if not attestation.details.recipient

# Needed by this recipient for a public task that is compatible, as a person judged who does not ask.
result_needed if {
	needed_by_recipient("met")
	not needed_by_recipient("refused")
}

result_not_needed if needed_by_recipient("refused")

needed_by_recipient(verdict) if ["RESULT_NEEDED", input.inquiry.recipient.organ, verdict] in said_of_result

# Parts of which is known whose data are in them: of an empty list, or of an organ that no table knows, nobody can say
# that all of them agree.
traceable_parts contains name if {
	some name, part in asked_parts
	count(part.contributors) > 0
	every organ in part.contributors {
		data.facts.organs[organ]
	}
}

untraceable_parts := {name | some name, _ in asked_parts; not name in traceable_parts}

# Pairs [part, organ] of who contributed to what is asked and has not consented yet, or refused.
unconsenting contains [name, organ] if {
	some name, part in asked_parts
	some organ in part.contributors
	not spoke(organ, "PROVIDER_CONSENT", "met")
}

refusing contains [name, organ] if {
	some name, part in asked_parts
	some organ in part.contributors
	spoke(organ, "PROVIDER_CONSENT", "refused")
}

# Pairs [part, organ] of who contributed to it and sees weighty reasons against (WGS 1.7 lid 1).
vetoing contains [name, organ] if {
	some name, part in asked_parts
	some organ in part.contributors
	spoke(organ, "RESULT_VETO", "refused")
}

# An organ speaks for itself, or the participant does as which it takes part.
spoke(organ, type, verdict) if {
	some speaker in {organ, data.facts.organs[organ].participantAs}
	[type, speaker, verdict] in said_of_result
}

# Consent of all who contributed: given by each, and refused by none.
parts_with_consent := {name |
	some name in traceable_parts
	count([pair | some pair in (unconsenting | refusing); pair[0] == name]) == 0
}

# Special or criminal-offence data, which leave only with that consent (WGS 1.7 lid 3, 2.20).
sensitive_parts contains name if {
	some name, flags in flags_of_part
	count(flags & {"CRIM", "HEALTH", "SPECIAL"}) > 0
}

# Sensitive parts that cannot go, whatever else is said: refused, or nobody knows by whom it must be agreed to.
parts_never := sensitive_parts & (untraceable_parts | {pair[0] | some pair in refusing})

# What is asked of these parts, for a finding.
asked_of(names) := sort({unit | some name in names; some unit in units_of_part[name]})

# Data of the tax administration with all its units, wherever they came in (WGS 1.7 lid 6).
tax_parts contains name if {
	some name, part in asked_parts
	some organ in array.concat(array.concat([part.origin], part.contributors), part.derivedFrom)
	data.facts.organs[organ].participantAs == "BD"
}
