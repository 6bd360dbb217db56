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

# The table of states: a result leaves in R6, to a recipient that a basis which counts allows.
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

# Organs whose data are in a part: who is named, and participants that it came from or was made from (I).
sources_of(part) := {organ | some organ in part.contributors} | (participants & {organ |
	some organ in array.concat([part.origin], part.derivedFrom)
})

participants := {organ | some organ, row in data.facts.organs; row.participant}

contributors_of[name] := sources_of(part) if some name, part in asked_parts

contributing contains organ if {
	some organs in contributors_of
	some organ in organs
}

# Of a part of an empty list, or of an organ that no table knows, nobody can say that all of them agree.
traceable_parts contains name if {
	some name, part in asked_parts
	count(part.contributors) > 0
	count(contributors_of[name] - object.keys(data.facts.organs)) == 0
}

untraceable_parts := {name | some name, _ in asked_parts; not name in traceable_parts}

consenting := {organ | some organ in contributing; spoke(organ, "PROVIDER_CONSENT", "met")}

# Who sees weighty reasons against does not consent either (I).
refusing := vetoing | {organ | some organ in contributing; spoke(organ, "PROVIDER_CONSENT", "refused")}

# Who contributed and sees weighty reasons against (WGS 1.7 lid 1).
vetoing := {organ | some organ in contributing; spoke(organ, "RESULT_VETO", "refused")}

parts_of(organs) := {name | some name, of_part in contributors_of; count(of_part & organs) > 0}

vetoed_parts contains name if some name in parts_of(vetoing)

# Who says so and is named in no part: nobody knows what is theirs, so it holds for all of them (I).
vetoed_parts contains name if {
	some ["RESULT_VETO", organ, "refused"] in said_of_result
	not organ in speaking
	some name, _ in asked_parts
}

speaking contains speaker if {
	some part in held_parts
	some organ in sources_of(part)
	some speaker in {organ, data.facts.organs[organ].participantAs}
}

# Organs that contributed to a sensitive part and did not consent: one judgement each, whatever their parts.
awaited_for[organ] := names if {
	some organ in (contributing - consenting)
	names := asked_of(parts_of({organ}) & sensitive_parts)
	count(names) > 0
}

# An organ speaks for itself, or the participant does as which it takes part.
spoke(organ, type, verdict) if {
	some speaker in {organ, data.facts.organs[organ].participantAs}
	[type, speaker, verdict] in said_of_result
}

# Consent of all who contributed: given by each, and refused by none.
parts_with_consent := (traceable_parts - parts_of(contributing - consenting)) - refused_parts

refused_parts := parts_of(refusing) | vetoed_parts

# Special or criminal-offence data, which leave only with that consent (WGS 1.7 lid 3, 2.20).
sensitive_parts contains name if {
	some name, flags in flags_of_part
	count(flags & {"CRIM", "HEALTH", "SPECIAL"}) > 0
}

# Sensitive parts that cannot go, whatever else is said: refused, or nobody knows by whom it must be agreed to.
parts_never := sensitive_parts & (untraceable_parts | refused_parts)

# What is asked of these parts, for a finding.
asked_of(names) := sort({unit | some name in names; some unit in units_of_part[name]})

# Data of the tax administration with all its units, wherever they came in (WGS 1.7 lid 6).
tax_parts := parts_of(tax_organs)

tax_organs := {organ | some organ, row in data.facts.organs; row.participantAs == "BD"}
