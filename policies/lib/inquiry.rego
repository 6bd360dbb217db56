# METADATA
# title: Named questions about the inquiry
# description: Values, computed once an evaluation, so that norms read as sentences and cost little.
package lib

strictest_first := ["withhold", "existence", "pseudonymise", "generalise", "mask", "release"]

# The dataset that is asked, from the catalogue. Unknown source: undefined, and no norm can permit.
source := data.facts.sources[input.inquiry.source] if is_null(input.holding)

# Information that is held answers like a dataset; what it carries with it is asked part by part (lib/holdings). To who
# has no part in its case it is as one that is not there.
source := held_source if {
	not is_null(input.holding)
	not apart
}

about_existence if input.inquiry.mode in {"HITNOHIT", "KNOWN_CHECK"}

# Fields asked for, by category; a question about existence asks for every category of the dataset.
fields_by_category[category] contains name if {
	some name in input.inquiry.fields
	category := source.fields[name].category
}

source_categories := {field.category | some field in source.fields}

categories := source_categories if about_existence

categories := {category | some category, _ in fields_by_category} if not about_existence

units := source_categories if about_existence

units := {name | some name in input.inquiry.fields} if not about_existence

units_by_category := {category: {category} | some category in source_categories} if about_existence

units_by_category := fields_by_category if not about_existence

# Flags of what is asked: those of the categories and of the fields themselves.
flags_by_category[category] contains flag if {
	some category in categories
	some flag in data.facts.categories[category].flags
}

fields_by_flag[flag] contains name if {
	some name in input.inquiry.fields
	some flag in source.fields[name].flags
}

# What a part of a holding is flagged with, every field in it is; a number or a nationality is one field of it.
fields_by_flag[flag] contains name if {
	some name in input.inquiry.fields
	some flag in asked_parts[held_fields[name].part].flags
	not flag in {"BSN", "NAT"}
}

flags_by_category[category] contains flag if {
	about_existence
	some name, part in asked_parts
	some category in units_of_part[name]
	some flag in part.flags
	not flag in {"BSN", "NAT"}
}

bgp if input.inquiry.regime == "BGP"

wgs if input.inquiry.regime == "WGS"

# State of the case, only when the case is on the track that the inquiry claims.
state := input.case.state if input.case.regime == input.inquiry.regime

# What the table of states allows to be asked; closed: no row, no question.
state_row := data.facts.states[input.inquiry.regime][state]

state_allows_mode if input.inquiry.mode in state_row.modes

# The recipient's kind is derived, never claimed: inside the gemeente a department under municipal law, its organ a
# participant under the WGS.
recipient_kind := "PARTICIPANT" if {
	wgs
	data.facts.organs[input.inquiry.recipient.organ].participant
}

recipient_kind := "DEPT" if {
	not wgs
	data.facts.departments[input.inquiry.recipient.department]
	data.facts.organs[input.inquiry.recipient.organ].kind == "MUNICIPAL"
}

recipient_kind := data.facts.organs[input.inquiry.recipient.organ].kind if {
	not wgs
	input.inquiry.recipient.department == null
}

recipient_kind := data.facts.organs[input.inquiry.recipient.organ].kind if {
	wgs
	not data.facts.organs[input.inquiry.recipient.organ].participant
}

# The organ as which the holder of the dataset takes part in a RIEC (the tax officer under the college's tax task).
participant_source := data.facts.organs[source.organ].participantAs if data.facts.organs[source.organ].participant

# What the gemeente adopted locally; without a row nothing local runs.
settings := data.settings[input.caller.oin]

collected_for := {purpose | some purpose in source.collectedFor}

other_purpose if {
	not names_holding
	not input.inquiry.purpose in collected_for
}

other_purpose if {
	some part in asked_parts
	not input.inquiry.purpose in part.receivedFor
}
