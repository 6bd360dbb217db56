# Named questions about information that is held: the same shape as a dataset of the catalogue, and its parts.
package lib

# Who brings in and looks after information that belongs to no case (I).
keepers := {"R-CAS", "R-JZ", "R-OWN", "R-PRIV", "R-REG"}

names_holding if startswith(input.inquiry.source, "holding/")

held_source := {
	"organ": input.holding.organ,
	"department": input.holding.department,
	"origin": input.holding.organ,
	"collectedFor": {purpose | some part in input.holding.parts; some purpose in part.receivedFor},
	"lawful": count([part | some part in input.holding.parts; part.lawful != true]) == 0,
	"fields": input.holding.fields,
	"control": {"date": null, "wpgArticle": null, "brpSecret": null, "subject": null, "persons": []},
} if {
	names_holding
	count(input.holding.parts) > 0
}

# What is asked of each part: field names, or for a question about existence its category (units, as elsewhere).
units_of_part[name] contains unit if {
	not about_existence
	some unit in input.inquiry.fields
	name := input.holding.fields[unit].part
}

units_of_part[name] contains part.category if {
	about_existence
	some name, part in input.holding.parts
}

units_of_part[field.part] contains field.category if {
	about_existence
	some field in input.holding.fields
}

asked_parts := {name: input.holding.parts[name] | some name, _ in units_of_part}

# Flags of what is asked of each part: its own, and those of the fields that are touched and of their categories.
flags_of_part[name] contains flag if {
	some name, part in asked_parts
	some flag in part.flags
}

flags_of_part[part] contains flag if {
	some part, units in units_of_part
	some category in (units | {input.holding.fields[unit].category | some unit in units})
	some flag in data.facts.categories[category].flags
}

flags_of_part[field.part] contains flag if {
	some name, field in input.holding.fields
	count({name, field.category} & units_of_part[field.part]) > 0
	some flag in field.flags
}

result if {
	names_holding
	input.holding.kind == "RESULT"
}

# Of every part it is known what it is, where it came from and for what it was received, and a field is what its part is:
# norms that speak of a category speak of both.
provenance_known if {
	every field in input.holding.fields {
		field.category == input.holding.parts[field.part].category
	}
	count(input.holding.parts) > 0
	every part in input.holding.parts {
		data.facts.categories[part.category]
		data.facts.organs[part.origin]
		count(part.receivedFor) > 0
		every purpose in part.receivedFor {
			data.facts.purposes[purpose]
		}
	}
}

# Without a case, information is kept by an officer of the municipal organ that holds it.
keeps_files if {
	is_null(input.case)
	some role in input.caller.roles
	role in {"R-OWN", "R-REG", "R-CAS", "R-JZ", "R-PRIV"}
	input.caller.organ == input.holding.organ
	data.facts.organs[input.caller.organ].kind == "MUNICIPAL"
}
